import Files
import Kernel
import Localization
import Markup
import Spaces
import Web

/// The form by which a step is taken: what it does, what it needs, and what everybody reads of it.
struct PetitionStepView: Component {
    let step: Workflow.Step
    let form: PetitionStepForm
    let petition: Petition
    let choices: PetitionChoices
    let typed: Typed
    let visitor: VisitorContext
    let pages: PageBuilder

    private var t: Translator { visitor.t }
    private var path: Path {
        PetitionOffice.path(visitor, petition.id.text, "steps", step.name)
    }

    var html: HTML {
        let kind: ButtonKind = Self.endings.contains(step.name) ? .danger : .primary
        return """
            <p class="lead" lang="\(petition.language)"><bdi>\(petition.title)</bdi></p>
            <p>\(t(MessageKey("petitions.office.step.text", step.name)))</p>
            <form method="post" action="\(url: path)" enctype="multipart/form-data" novalidate>
            <input type="hidden" name="mark" value="\(form.mark)">
            \(own)\(texts)
            <p>\(Button(t(MessageKey("petitions.office.do", step.name)), kind: kind))</p></form>
            """
    }

    /// After which nothing is collected any more.
    private static let endings: Set<String> = ["refuse", "take-up", "join", "stop"]

    /// What belongs to this one step.
    private var own: HTML {
        switch step.name {
        case "publish": checklist
        case "refuse": "\(choice(.reason, "petitions.office.reason"))\(hidden)"
        case "join": target
        case "decide":
            "\(choice(.decision, "petitions.office.decision"))\(day)\(address)\(document)"
        case "archive", "stop": legislature
        default: .empty
        }
    }

    private var texts: HTML {
        let isPublic = step.name != "send-back"
        let hint: MessageKey =
            isPublic ? "petitions.office.step.hint" : "petitions.office.step.hint.author"
        let isPlain = step.name == "publish" || step.name == "examine"
        let label: MessageKey =
            isPlain ? "petitions.office.step.words" : "petitions.office.step.reason"
        return form.texts.fields(
            t(label),
            hint: t(hint),
            maximum: Limits.petitionReasonCharacters,
            isRequired: !isPlain,
            typed,
            in: visitor,
            pages
        )
    }

    private var checklist: HTML {
        let boxes = AdmissibilityPoint.allCases.map { point -> HTML in
            CheckboxField(
                FieldFrame(
                    name: point.rawValue,
                    label: t(MessageKey("petitions.office.check", point.rawValue)),
                    problem: typed.problem(point.rawValue)
                ),
                isChecked: form.checked.contains(point.rawValue)
            ).html
        }
        return Fieldset(
            id: "field-checklist",
            legend: t("petitions.office.check"),
            hint: "\(t("petitions.office.check.hint"))",
            content: "\(boxes)"
        ).html
    }

    private func choice(_ kind: PetitionChoice.Kind, _ label: MessageKey) -> HTML {
        SelectField(
            FieldFrame(name: "choice", label: t(label), problem: typed.problem("choice")),
            choices: choices.offered(kind).map {
                SelectField.Choice(value: $0.key, label: $0.word(t))
            },
            selected: form.choice,
            placeholder: t("petitions.office.choose")
        ).html
    }

    private var hidden: HTML { OfficeFields.hiding(form.isTextHidden, t).html }

    private var target: HTML {
        TextField(
            FieldFrame(
                name: "target",
                label: t("petitions.office.target"),
                hint: "\(t("petitions.office.target.hint"))",
                problem: typed.problem("target")
            ),
            value: form.target,
            autocomplete: "off",
            inputMode: "numeric",
            maximum: 9,
            isRequired: true,
            width: "short"
        ).html
    }

    private var day: HTML {
        DateField(
            FieldFrame(
                name: "day",
                label: t("petitions.office.decision.day"),
                problem: typed.problem("day")
            ),
            typed: form.day,
            t: t
        ).html
    }

    private var address: HTML { OfficeFields.address(form.url, typed, t).html }

    private var document: HTML { OfficeFields.document(form.file, typed, t).html }

    private var legislature: HTML {
        OfficeFields.legislature(form.legislature, typed, t).html
    }
}
