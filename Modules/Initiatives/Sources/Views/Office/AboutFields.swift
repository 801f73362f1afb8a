import Kernel
import Localization
import Markup
import Web

/// The fields of what the register knows of an initiative beside its texts.
struct AboutFields: Component {
    let form: AboutForm
    let memberStates: MemberStates
    let typed: Typed
    let t: Translator

    var html: HTML {
        """
        <h2>\(t("initiatives.office.about"))</h2>\(categories)\(website)\(contact)
        <h2>\(t("initiatives.office.group"))</h2><p>\(t("initiatives.office.group.text"))</p>
        \(GroupFields(form: form.group, memberStates: memberStates, typed: typed, t: t))
        """
    }

    private var categories: CheckboxesField {
        let most = Limits.categoriesPerInitiative
        return CheckboxesField(
            FieldFrame(
                name: "categories",
                label: t("initiatives.office.categories"),
                hint: "\(t("initiatives.office.categories.hint", ["number": .number(most)]))",
                problem: typed.problem("categories")
            ),
            choices: InitiativeCategory.allCases.map {
                FieldChoice(
                    value: $0.rawValue,
                    label: t(MessageKey("initiatives.category", $0.rawValue))
                )
            },
            selected: form.categories
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

    private var contact: TextField {
        typed.line(
            "contact",
            t("initiatives.office.contact"),
            form.contact,
            hint: t("initiatives.office.contact.hint"),
            maximum: Limits.emailBytes
        )
    }
}
