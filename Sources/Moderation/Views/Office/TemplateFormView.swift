import Kernel
import Localization
import Markup
import Web

/// Reasons that are written beforehand: their name for moderators, and their words in each language.
struct TemplateFormView: Component {
    let form: TemplateForm
    let typed: Typed
    let action: Path
    let pages: PageBuilder
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        <form method="post" action="\(url: action)" novalidate>
        <input type="hidden" name="revision" value="\(form.revision)">
        \(visitor.tenant.languages.map(name))\(ground)\(category)\(visitor.tenant.languages.map(words))
        <p>\(Button(t("moderation.office.save")))</p></form>
        """
    }

    private func name(_ language: LanguageTag) -> HTML {
        let field = "name-\(language)"
        let name = pages.translations.translator(for: language)("language.name")
        let isFirst = language == visitor.tenant.defaultLanguage
        let hint = t(
            isFirst ? "moderation.templates.name.hint" : "moderation.templates.name.other.hint"
        )
        return TextField(
            FieldFrame(
                name: field,
                label: t("moderation.templates.name", ["language": .text(name)]),
                hint: "\(hint)",
                problem: typed.problem(field)
            ),
            value: form.names[language] ?? "",
            autocomplete: "off",
            maximum: Limits.moderationNameCharacters,
            isRequired: isFirst
        ).html
    }

    private var ground: RadioField {
        RadioField(
            FieldFrame(name: "ground", label: t("moderation.decide.ground")),
            choices: Decision.Ground.Kind.allCases.map { kind in
                FieldChoice(
                    value: kind.rawValue,
                    label: t(MessageKey("moderation.ground", kind.rawValue))
                )
            },
            selected: form.ground
        )
    }

    private var category: SelectField {
        .category(form.category, problem: typed.problem("category"), t)
    }

    private func words(_ language: LanguageTag) -> HTML {
        let name = pages.translations.translator(for: language)("language.name")
        let reference = TextField(
            FieldFrame(
                name: "reference-\(language)",
                label: t("moderation.templates.reference", ["language": .text(name)]),
                hint: "\(t("moderation.decide.reference.hint"))",
                problem: typed.problem("reference-\(language)")
            ),
            value: form.references[language] ?? "",
            autocomplete: "off",
            maximum: Limits.reasonReferenceCharacters,
            isRequired: false
        )
        let explanation = TextArea(
            FieldFrame(
                name: "explanation-\(language)",
                label: t("moderation.templates.explanation", ["language": .text(name)]),
                problem: typed.problem("explanation-\(language)")
            ),
            value: form.explanations[language] ?? "",
            maximum: Limits.reasonExplanationCharacters,
            rows: 4,
            isRequired: false,
            t: t
        )
        return "\(reference)\(explanation)"
    }
}
