import Accounts
import Kernel
import Localization
import Markup
import OpenID
import Web

/// The form of an identity provider.
struct ProviderFormView: Component {
    let form: ProviderForm
    let typed: Typed
    /// Whether it is added: then it gets its short name.
    let isNew: Bool
    let action: Path
    let t: Translator

    var html: HTML {
        """
        <form method="post" action="\(url: action)" novalidate>
        <input type="hidden" name="mark" value="\(form.mark)">
        \(identity)\(purpose)\(line("issuer", form.issuer, maximum: 1000))\
        \(line("client", form.client, maximum: 200))\(secret)\(authentication)\
        \(line("scopes", form.scopes, maximum: 1000, isRequired: false))\
        \(line("levels", form.levels, maximum: 1000, isRequired: false))\(signed)\
        \(line("position", form.position, maximum: 2, isRequired: false))
        <p>\(Button(t("office.space.save")))</p></form>
        """
    }

    private var identity: HTML {
        let id = line("id", form.id, maximum: 30)
        return "\(id, when: isNew)\(line("name", form.name, maximum: 120))"
    }

    private var purpose: RadioField {
        RadioField(
            frame("purpose"),
            choices: IdentityProvider.Purpose.allCases.map { purpose in
                FieldChoice(
                    value: purpose.rawValue,
                    label: t(MessageKey("office.provider.purpose", purpose.rawValue))
                )
            },
            selected: form.purpose
        )
    }

    private var authentication: RadioField {
        RadioField(
            frame("authentication"),
            choices: ClientAuthentication.allCases.map { way in
                FieldChoice(
                    value: way.rawValue,
                    label: t(
                        way == .clientSecretPost
                            ? "office.provider.way.post" : "office.provider.way.basic"
                    )
                )
            },
            selected: form.authentication
        )
    }

    private var secret: TextField {
        TextField(
            FieldFrame(
                name: "secret",
                label: t("office.provider.label.secret"),
                hint: "\(t(isNew ? "office.provider.hint.secret" : "office.provider.kept"))",
                problem: typed.problem("secret")
            ),
            value: "",
            autocomplete: "off",
            maximum: 1000,
            isRequired: isNew,
            kind: .password
        )
    }

    private var signed: CheckboxField {
        CheckboxField(frame("signed"), isChecked: form.isSigned)
    }

    private func line(
        _ name: String,
        _ value: String,
        maximum: Int,
        isRequired: Bool = true
    ) -> HTML {
        TextField(
            frame(name),
            value: value,
            autocomplete: "off",
            maximum: maximum,
            isRequired: isRequired
        ).html
    }

    private func frame(_ name: String) -> FieldFrame {
        FieldFrame(
            name: name,
            label: t(MessageKey("office.provider.label", name)),
            hint: "\(t(MessageKey("office.provider.hint", name)))",
            problem: typed.problem(name)
        )
    }
}
