import Kernel
import Localization
import Markup
import Web

/// The form of what organisers say and link to, and of the colour of their pages.
struct CampaignFields: Component {
    let form: CampaignForm
    let typed: Typed
    let pages: PageBuilder
    let path: Path
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        <form method="post" action="\(url: path)" novalidate>
        <input type="hidden" name="revision" value="\(String(form.revision))">
        \(color)\(website)\(networks)\(visitor.tenant.languages.map(texts))\(onwards)
        <p>\(Button(t("initiatives.manage.words.button"), name: "step", value: "save")) \
        \(Button(
            t("initiatives.manage.preview.button"), kind: .secondary, name: "step",
            value: "preview"))</p></form>
        """
    }

    private var color: TextField {
        typed.line(
            "color",
            t("office.institution.color"),
            form.color,
            hint: t("initiatives.manage.color.hint"),
            maximum: 7
        )
    }

    private var website: TextField {
        typed.line(
            "website",
            t("initiatives.page.website"),
            form.website,
            hint: t("initiatives.office.address.hint"),
            maximum: Limits.linkBytes
        )
    }

    private var networks: HTML {
        let rows = form.networks.enumerated().map { index, network -> HTML in
            let field = "network-\(index + 1)"
            let number: MessageValues = ["number": .number(index + 1)]
            let name = typed.line(
                field + "-name",
                t("initiatives.manage.network.name", number),
                network.name,
                maximum: Limits.nameCharacters
            )
            let address = typed.line(
                field + "-address",
                t("initiatives.manage.network.address", number),
                network.address,
                maximum: Limits.linkBytes
            )
            return "\(name)\(address)"
        }
        return Fieldset(
            id: "networks",
            legend: t("initiatives.manage.networks"),
            hint: "\(t("initiatives.manage.networks.hint"))",
            content: "\(rows)"
        ).html
    }

    private func texts(_ language: LanguageTag) -> HTML {
        let name = pages.translations.translator(for: language)("language.name")
        let fields = [
            ("thanks", form.thanks[language.text], Limits.thanksCharacters),
            ("share", form.shareTexts[language.text], Limits.shareTextCharacters),
        ].map { field, value, most in
            TextArea(
                FieldFrame(
                    name: "\(field)-\(language)",
                    label: t(
                        MessageKey("initiatives.manage", field),
                        ["language": .text(name)]
                    ),
                    hint: "\(t(MessageKey("initiatives.manage.hint", field)))",
                    problem: typed.problem("\(field)-\(language)")
                ),
                value: value ?? "",
                maximum: most,
                rows: 3,
                isRequired: false,
                t: t
            ).html
        }
        return "\(fields)"
    }

    private var onwards: TextField {
        typed.line(
            "return",
            t("initiatives.manage.return"),
            form.returnAddress,
            hint: t("initiatives.manage.return.hint"),
            maximum: Limits.linkBytes
        )
    }
}
