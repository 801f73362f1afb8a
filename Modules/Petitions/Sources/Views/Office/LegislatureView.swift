import Kernel
import Localization
import Markup
import Spaces
import Web

/// What becomes of each part of the petitions of a space, as a form; and what that means before it is done.
struct LegislatureView: Component {
    let form: OfficeLegislature.Form
    /// What was chosen, to be looked at; nil before.
    let plan: LegislaturePlan?
    let parts: [LegislaturePlan.Part: Int]
    /// How many were moved by what was sent, where others are left.
    let moved: Int?
    let typed: Typed
    let visitor: VisitorContext
    let pages: PageBuilder

    private var t: Translator { visitor.t }
    private var path: Path { PetitionOffice.path(visitor, "legislature") }

    var html: HTML {
        """
        <p>\(t("petitions.office.legislature.text"))</p>
        \(progress)\(preview)
        <form method="post" action="\(url: path)" novalidate>
        \(name)\(LegislaturePlan.Part.allCases.map(part))\(texts)
        <p>\(Button(
            t("petitions.office.legislature.preview"), kind: plan == nil ? .primary : .secondary,
            name: "step", value: "preview"))\(end, when: plan != nil)</p></form>
        """
    }

    private var end: HTML {
        """
         \(Button(
            t("petitions.office.legislature.end"), kind: .danger, name: "step", value: "end"))
        """
    }

    private var progress: HTML {
        guard let moved else { return .empty }
        return Notice(
            .information,
            title: t("petitions.office.legislature.moved", ["count": .number(moved)]),
            content: "<p>\(t("petitions.office.legislature.left"))</p>"
        ).html
    }

    private var preview: HTML {
        guard let plan else { return .empty }
        return DataTable(
            caption: "\(t("petitions.office.legislature.caption"))",
            columns: [
                .init(t("petitions.office.legislature.part")),
                .init(t("petitions.office.legislature.count"), isNumber: true),
                .init(t("petitions.office.legislature.fate")),
            ],
            rows: LegislaturePlan.Part.allCases.map { part in
                DataTable.Row([
                    "\(t(MessageKey("petitions.office.part", part.rawValue)))",
                    "\(t.number(parts[part, default: 0]))",
                    "\(t(MessageKey("petitions.office.fate", plan.fate(of: part).rawValue)))",
                ])
            }
        ).html
    }

    private var name: TextField { OfficeFields.legislature(form.name, typed, t) }

    private func part(_ part: LegislaturePlan.Part) -> HTML {
        RadioField(
            FieldFrame(
                name: part.rawValue,
                label: t(MessageKey("petitions.office.part", part.rawValue))
            ),
            choices: part.fates.map { fate in
                FieldChoice(
                    value: fate.rawValue,
                    label: t(MessageKey("petitions.office.fate", fate.rawValue)),
                    hint: t(MessageKey("petitions.office.fate.hint", fate.rawValue))
                )
            },
            selected: form.fate(of: part).rawValue
        ).html
    }

    private var texts: HTML {
        form.texts.fields(
            t("petitions.office.step.reason"),
            hint: t("petitions.office.step.hint"),
            maximum: Limits.petitionReasonCharacters,
            isRequired: true,
            typed,
            in: visitor,
            pages
        )
    }
}
