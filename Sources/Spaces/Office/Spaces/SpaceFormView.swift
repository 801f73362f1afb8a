import Kernel
import Localization
import Markup
import Web

/// The form of a space, for one that is to be made and for one that is there.
struct SpaceFormView: Component {
    let form: SpaceForm
    let typed: Typed
    let manifest: ModuleManifest
    let action: Path
    let button: String
    let pages: PageBuilder
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        <form method="post" action="\(url: action)" novalidate>
        <input type="hidden" name="mark" value="\(form.mark)">
        <input type="hidden" name="module" value="\(manifest.id)">
        \(slug)\(visitor.tenant.languages.map(texts))\(settings, when: !manifest.settings.isEmpty)
        <p>\(Button(button))</p></form>
        """
    }

    private var slug: TextField {
        TextField(
            FieldFrame(
                name: "slug",
                label: t("office.space.slug"),
                hint: "\(t("office.space.slug.hint"))",
                problem: typed.problem("slug")
            ),
            value: form.slug,
            autocomplete: "off",
            maximum: Limits.slugBytes,
            isRequired: true,
            width: "medium"
        )
    }

    private func texts(_ language: LanguageTag) -> HTML {
        let name = pages.translations.translator(for: language)("language.name")
        let title = typed.line(
            "title-\(language)",
            t("office.space.title", ["language": .text(name)]),
            form.titles[language] ?? "",
            hint: t("office.space.title.hint"),
            maximum: Limits.institutionNameCharacters
        )
        let purpose = PurposeField(
            language: language,
            name: name,
            value: form.purposes[language] ?? "",
            typed: typed,
            t: t
        )
        return "\(title)\(purpose)"
    }

    private var settings: HTML {
        let fields = manifest.settings.map(setting)
        return Fieldset(
            id: "settings",
            legend: t("office.space.settings"),
            content: "\(fields)"
        ).html
    }

    private func setting(_ setting: SettingDeclaration) -> HTML {
        let name = "setting-" + setting.name
        let frame = FieldFrame(
            name: name,
            label: manifest.word(setting.name, t),
            hint: hint(setting),
            problem: typed.problem(name)
        )
        let value = form.settings[setting.name] ?? setting.standard
        switch setting.kind {
        case .flag: return CheckboxField(frame, isChecked: value == "yes").html
        case .number:
            return TextField(
                frame,
                value: value,
                autocomplete: "off",
                inputMode: "numeric",
                maximum: 20,
                isRequired: true,
                width: "short"
            ).html
        case .choice(let words):
            let choices = words.map {
                SelectField.Choice(value: $0, label: manifest.word($0, t))
            }
            return SelectField(frame, choices: choices, selected: value).html
        }
    }

    private func hint(_ setting: SettingDeclaration) -> HTML {
        let help = manifest.help[setting.name].map { t($0) } ?? ""
        guard case .number(let bounds) = setting.kind else { return "\(help)" }
        let range = t(
            "office.space.range",
            ["low": .number(bounds.lowerBound), "high": .number(bounds.upperBound)]
        )
        return "\(help) \(range)"
    }
}
