import Kernel
import Localization
import Markup
import Web

/// Everything of one's own in one list: what is set, and where to change it.
struct AccountPage: Component {
    let account: Account
    let roles: [RoleGrant]
    /// What single things are called of which some of them are.
    let titles: [Subject: String]
    /// What other parts of the program have of its owner.
    let places: [OwnPlace]
    /// To the present version of what is said about personal data.
    let hasAgreed: Bool
    let mayLiftSuspensions: Bool
    let notice: OwnNotice
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        \(notice)
        <h1>\(t("accounts.own.title"))</h1>
        \(consentNeeded, when: !hasAgreed)\
        \(codesNeeded, when: !roles.isEmpty && !account.hasCodes)
        \(SummaryList(rows))
        <form method="post" action="\(url: visitor.path("sign-out"))">
        <p>\(Button(t("accounts.signOut.button"), kind: .secondary))</p>
        </form>
        """
    }

    private var rows: [SummaryList.Row] {
        [
            row("profile", account.member.name), row("email", account.email),
            account.hasPassword
                ? row("password", t("accounts.own.set"))
                : row("password", t("accounts.own.notSet"), link: "accounts.own.password.begin"),
            account.hasCodes
                ? row("codes", t("accounts.own.on"))
                : row("codes", t("accounts.own.off"), link: "accounts.own.codes.begin"),
            row("sessions"), row("providers"),
        ] + ownPlaces.map(row) + (roles.isEmpty ? [] : [rolesRow])
            + (mayLiftSuspensions ? [suspensionsRow] : []) + [row("data"), row("deletion")]
    }

    private var ownPlaces: [OwnPlace] {
        places.filter { $0.readers == .everybody || !roles.isEmpty }
    }

    /// The key of each row is the last part of its page's address.
    private func row(
        _ name: String,
        _ value: String = "",
        link: MessageKey? = nil
    ) -> SummaryList.Row {
        let key = MessageKey("accounts.own", name)
        return SummaryList.Row(
            t(key),
            value: "\(value)",
            link: t(link ?? MessageKey(key, "action")),
            to: visitor.path("account", name)
        )
    }

    private func row(_ place: OwnPlace) -> SummaryList.Row {
        SummaryList.Row(
            t(place.title),
            link: t(place.action),
            to: visitor.path("account", place.name)
        )
    }

    private var rolesRow: SummaryList.Row {
        let names = roles.map { role -> HTML in
            "<li>\(role.name(t, in: visitor.site, titles))</li>"
        }
        let link: HTML = """
            <a href="\(url: visitor.path("admin"))">\(t("accounts.own.office.action"))</a>
            """
        return SummaryList.Row(
            t("accounts.own.roles"),
            value: "<ul>\(names)</ul>",
            action: link
        )
    }

    private var suspensionsRow: SummaryList.Row {
        SummaryList.Row(
            t("accounts.suspensions.title"),
            link: t("accounts.own.suspensions.action"),
            to: visitor.path("suspensions")
        )
    }

    private var consentNeeded: HTML {
        let group = MessageGroup("accounts.consent.changed")
        return Notice(
            .information,
            title: t(group["title"]),
            content: """
                <p>\(t(group["text"])) \
                <a href="\(url: visitor.path("privacy"))">\(t("accounts.consent.more"))</a></p>
                <form method="post" action="\(url: visitor.path("account", "consents"))">
                \(AccountFields.version(visitor))
                <p>\(Button(t(group["button"]), kind: .secondary))</p></form>
                """
        ).html
    }

    private var codesNeeded: HTML {
        let link = ButtonLink(
            t("accounts.own.codesNeeded.button"),
            to: visitor.path("account", "codes").with("next", visitor.path("admin").text)
        )
        return Notice(
            .warning,
            title: t("accounts.own.codesNeeded.title"),
            content: "<p>\(t("accounts.own.codesNeeded.text"))</p><p>\(link)</p>"
        ).html
    }
}
