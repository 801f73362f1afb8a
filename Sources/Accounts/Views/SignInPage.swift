import Kernel
import Localization
import Markup
import Web

/// All ways to sign in: providers first, then one address with or without a password.
struct SignInPage: Component {
    let email: String
    let typed: Typed
    let next: String
    let providers: [IdentityProvider]
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        \(ErrorSummary(problems: typed.list, t: t))
        <div class="sheet"><div><h1>\(t("accounts.signIn.title"))</h1>
        \(ways, when: !providers.isEmpty)</div>
        <div class="sheet-form">\(addressTitle, when: !providers.isEmpty)
        <form method="post" action="\(url: visitor.path("sign-in"))" novalidate>
        \(AccountFields.next(next))\
        \(fields.email(email))\
        \(fields.presentPassword(
            label: "accounts.field.password",
            hint: "\(t("accounts.field.password.hint"))",
            isRequired: false))
        <p>\(Button(t("accounts.signIn.button")))\
        \(Button(t("accounts.signIn.link"), kind: .secondary, name: "way", value: "link"))</p>
        </form>
        <p><a href="\(url: visitor.path("passwords"))">\(t("accounts.signIn.forgotten"))</a></p>
        <p>\(t("accounts.signIn.unknown")) \
        <a href="\(url: Registrations.link(visitor.path("register"), next: next))">\
        \(t("accounts.register.title"))</a></p></div></div>
        """
    }

    private var fields: AccountFields { AccountFields(typed: typed, t: t) }

    private var ways: HTML {
        let links = providers.map { provider -> HTML in
            let path = visitor.path("sign-in", "providers", provider.id)
            let purpose = provider.purpose.rawValue
            let label = t(
                MessageKey("accounts.provider.button", purpose),
                ["provider": .text(provider.name)]
            )
            let note = t(MessageKey("accounts.provider", purpose))
            return """
                <div class="provider"><p>\(ButtonLink(
                    label,
                    to: Registrations.link(path, next: next),
                    kind: .secondary))</p>
                <p class="hint">\(note)</p></div>
                """
        }
        return """
            <section class="ways" aria-labelledby="providers"><h2 id="providers">\(t("accounts.signIn.providers"))</h2>
            \(links)</section>
            """
    }

    private var addressTitle: HTML { "<h2>\(t("accounts.signIn.address"))</h2>" }
}
