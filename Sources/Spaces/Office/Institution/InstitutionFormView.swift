import Kernel
import Localization
import Markup
import Web

/// The form of an institution: texts in each of its languages, zone, colour, links.
struct InstitutionFormView: Component {
    let form: InstitutionForm
    let typed: Typed
    let site: Site
    let pages: PageBuilder
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        <form method="post" action="\(url: visitor.path("admin", "institution"))" novalidate>
        <input type="hidden" name="mark" value="\(form.mark)">
        \(site.tenant.languages.map(texts))\(zone)\(color)\(links)
        <p>\(Button(t("office.space.save")))</p></form>
        """
    }

    private func texts(_ language: LanguageTag) -> HTML {
        let name = pages.translations.translator(for: language)("language.name")
        let isFirst = language == site.tenant.defaultLanguage
        let title = typed.line(
            "name-\(language)",
            t("office.institution.name", ["language": .text(name)]),
            form.names[language] ?? "",
            hint: t("office.institution.name.hint"),
            maximum: Limits.institutionNameCharacters,
            isRequired: isFirst
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

    private var zone: SelectField {
        SelectField(
            FieldFrame(
                name: "zone",
                label: t("audit.field.zone"),
                hint: "\(t("office.institution.zone.hint"))",
                problem: typed.problem("zone")
            ),
            choices: CivilZone.all.map { SelectField.Choice(value: $0.name, label: $0.name) },
            selected: form.zone
        )
    }

    private var color: TextField {
        typed.line(
            "color",
            t("office.institution.color"),
            form.color,
            hint: t("office.institution.color.hint"),
            maximum: 7
        )
    }

    private var links: HTML {
        let fields = SiteLook.Link.allCases.map { link in
            typed.line(
                "link-\(link.rawValue)",
                t(MessageKey("layout", link.rawValue)),
                form.links[link] ?? "",
                hint: t("office.institution.link.hint"),
                maximum: Limits.linkBytes
            ).html
        }
        return Fieldset(
            id: "links",
            legend: t("office.institution.links"),
            content: "\(fields)"
        ).html
    }
}
