import Kernel
import Localization
import Markup
import Web

/// The form with which an initiative is registered, in the order of the Commission's own.
struct RegistrationFormView: Component {
    let form: RegistrationForm
    let typed: Typed
    let memberStates: MemberStates
    let pages: PageBuilder
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        <form method="post" action="\(url: InitiativeOffice.path(visitor, "registration"))" novalidate>
        \(number)\(registered)
        <h2>\(t("initiatives.office.texts"))</h2><p>\(t("initiatives.office.texts.text"))</p>
        \(language)\(visitor.tenant.languages.map(texts))
        \(AboutFields(form: form.about, memberStates: memberStates, typed: typed, t: t))
        <h2>\(t("initiatives.office.period"))</h2><p>\(t("initiatives.office.period.optional"))</p>
        \(first)
        <p>\(Button(t("initiatives.office.register.preview.button"), name: "step", value: "preview"))</p>
        </form>
        """
    }

    private var number: TextField {
        TextField(
            FieldFrame(
                name: "number",
                label: t("initiatives.office.number"),
                hint: "\(t("initiatives.office.number.hint"))",
                problem: typed.problem("number")
            ),
            value: form.number,
            autocomplete: "off",
            maximum: 40,
            isRequired: true,
            width: "medium"
        )
    }

    private var registered: DateField {
        DateField(
            FieldFrame(
                name: "registered",
                label: t("initiatives.office.registered"),
                hint: "\(t("initiatives.office.registered.hint"))",
                problem: typed.problem("registered")
            ),
            typed: form.registered,
            t: t
        )
    }

    private var language: SelectField {
        SelectField(
            FieldFrame(
                name: "language",
                label: t("initiatives.office.language"),
                hint: "\(t("initiatives.office.language.hint"))",
                problem: typed.problem("language")
            ),
            choices: visitor.tenant.languages.map {
                SelectField.Choice(value: $0.text, label: name(of: $0), language: $0.text)
            },
            selected: form.language
        )
    }

    private func name(of language: LanguageTag) -> String {
        pages.translations.translator(for: language)("language.name")
    }

    private func texts(_ language: LanguageTag) -> HTML {
        TextFields(
            language: language,
            name: name(of: language),
            form: form.texts[language] ?? .empty,
            isOriginal: language.text == form.language,
            typed: typed,
            t: t
        ).html
    }

    private var first: DateField {
        DateField(
            FieldFrame(
                name: "first",
                label: t("initiatives.office.period.first"),
                hint: "\(t("initiatives.office.period.first.hint"))",
                problem: typed.problem("first")
            ),
            typed: form.first,
            t: t
        )
    }
}
