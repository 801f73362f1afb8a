import Kernel
import Localization
import Markup
import Spaces
import Web

/// What can be chosen of one kind, with the way to change each, and a form for another.
struct ChoicesView: Component {
    let kind: PetitionChoice.Kind
    let choices: [PetitionChoice]
    let form: OfficeChoices.Form
    let typed: Typed
    let visitor: VisitorContext
    let pages: PageBuilder

    private var t: Translator { visitor.t }
    private var path: Path { PetitionOffice.path(visitor, "choices", kind.rawValue) }

    var html: HTML {
        """
        \(kinds)
        <p>\(t(MessageKey("petitions.office.choices.text", kind.rawValue)))</p>
        \(table)
        <h2>\(t("petitions.office.choice.add"))</h2>
        <form method="post" action="\(url: path)" novalidate>
        \(ChoiceFields(kind: kind, form: form, typed: typed, visitor: visitor, pages: pages))
        <p>\(Button(t("petitions.office.choice.add")))</p></form>
        """
    }

    private var kinds: Choices {
        Choices(
            label: t("petitions.office.choices.kinds"),
            choices: PetitionChoice.Kind.allCases.map { other in
                Choices.Choice(
                    NavigationLink(
                        path: PetitionOffice.path(visitor, "choices", other.rawValue),
                        label: t(MessageKey("petitions.office.choices.kind", other.rawValue)),
                        isCurrent: other == kind
                    )
                )
            }
        )
    }

    private var table: HTML {
        guard !choices.isEmpty else {
            return EmptyState(
                title: t("petitions.office.choices.none.title"),
                text: t("petitions.office.choices.none")
            ).html
        }
        return DataTable(
            caption: "\(t(MessageKey("petitions.office.choices.kind", kind.rawValue)))",
            columns: [
                .init(t("petitions.office.choice")), .init(t("petitions.office.choice.use")),
                .init(t("petitions.office.action"), isAction: true),
            ],
            rows: choices.map(row)
        ).html
    }

    private func row(_ choice: PetitionChoice) -> DataTable.Row {
        let word = choice.word(t)
        let use: MessageKey =
            choice.isUsed ? "petitions.office.choice.used" : "petitions.office.choice.unused"
        let hidden: HTML = "<br>\(t("petitions.office.refusal.hidden"))"
        return DataTable.Row([
            "\(word)\(hidden, when: choice.isHiddenReason)", "\(t(use))",
            """
            <a href="\(url: path.appending(choice.key))">\(t("petitions.office.change"))\
            <span class="visually-hidden"> – \(word)</span></a>
            """,
        ])
    }
}

/// One choice: what it is called, where it stands, whether it is offered.
struct ChoiceView: Component {
    let choice: PetitionChoice
    let form: OfficeChoices.Form
    let typed: Typed
    let visitor: VisitorContext
    let pages: PageBuilder

    private var t: Translator { visitor.t }

    var html: HTML {
        let path = PetitionOffice.path(visitor, "choices", choice.kind.rawValue, choice.key)
        return """
            <p>\(t("petitions.office.choice.text"))</p>
            <form method="post" action="\(url: path)" novalidate>
            \(ChoiceFields(
                kind: choice.kind, form: form, typed: typed, visitor: visitor, pages: pages))
            \(position)\(use)
            <p>\(Button(t("office.space.save")))</p></form>
            """
    }

    private var position: TextField {
        typed.line(
            "position",
            t("petitions.office.choice.position"),
            form.position,
            hint: t("petitions.office.choice.position.hint"),
            maximum: 3,
            isRequired: true
        )
    }

    private var use: CheckboxField {
        CheckboxField(
            FieldFrame(
                name: "used",
                label: t("petitions.office.choice.offer"),
                hint: "\(t("petitions.office.choice.offer.hint"))"
            ),
            isChecked: form.isUsed
        )
    }
}

/// What a choice is called, and of a reason whether the text of a petition is hidden with it.
private struct ChoiceFields: Component {
    let kind: PetitionChoice.Kind
    let form: OfficeChoices.Form
    let typed: Typed
    let visitor: VisitorContext
    let pages: PageBuilder

    var html: HTML {
        let t = visitor.t
        let names = form.texts.fields(
            t("petitions.office.choice.name"),
            maximum: Limits.petitionChoiceCharacters,
            isRequired: true,
            isLine: true,
            typed,
            in: visitor,
            pages
        )
        let hidden = OfficeFields.hiding(form.isHiddenReason, t)
        return "\(names)\(hidden.html, when: kind == .reason)"
    }
}
