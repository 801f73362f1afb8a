import Kernel
import Localization
import Markup
import Web

/// Everything of one's own in one list: what is set, and where to change it.
struct AccountPage: Component {
    let account: Account
    let roles: [RoleGrant]
    let mayGiveRoles: Bool
    let notice: OwnNotice
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        \(notice)
        <h1>\(t("accounts.own.title"))</h1>
        \(codesNeeded, when: !roles.isEmpty && !account.hasCodes)
        <dl class="summary">
        \(row("profile", account.member.name))\
        \(row("email", account.email))\
        \(row("password", t(account.hasPassword ? "accounts.own.set" : "accounts.own.notSet")))\
        \(row("codes", t(account.hasCodes ? "accounts.own.on" : "accounts.own.off")))\
        \(row("sessions", ""))\
        \(row("providers", ""))\
        \(rolesRow, when: !roles.isEmpty)\
        \(row("data", ""))\
        \(row("deletion", ""))\
        </dl>
        <form method="post" action="\(url: visitor.path("sign-out"))">
        <p>\(Button(t("accounts.signOut.button"), kind: .secondary))</p>
        </form>
        """
    }

    /// The key of each row is the last part of its page's address.
    private func row(_ name: String, _ value: String) -> HTML {
        let key = MessageKey("accounts.own", name)
        return """
            <div><dt>\(t(key))</dt><dd>\(value)</dd>\
            <dd class="action"><a href="\(url: visitor.path("account", name))">\
            \(t(MessageKey(key, "action")))<span class="visually-hidden"> – \(t(key))</span></a></dd>\
            </div>

            """
    }

    private var rolesRow: HTML {
        let names = roles.map { role -> HTML in "<li>\(role.name(t))</li>" }
        let link: HTML = """
            <a href="\(url: visitor.path("roles"))">\(t("accounts.own.roles.action"))</a>
            """
        return """
            <div><dt>\(t("accounts.own.roles"))</dt><dd><ul>\(names)</ul></dd>\
            <dd class="action">\(link, when: mayGiveRoles)</dd></div>

            """
    }

    private var codesNeeded: HTML {
        let link = ButtonLink(
            t("accounts.own.codesNeeded.button"),
            to: visitor.path("account", "codes")
        )
        return Notice(
            .warning,
            title: t("accounts.own.codesNeeded.title"),
            content: "<p>\(t("accounts.own.codesNeeded.text"))</p><p>\(link)</p>"
        ).html
    }
}
