import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/session`, `/sign-out`: what the site knows of whoever is signed in without an account, and the end.
struct SignOuts: Sendable {
    let accounts: Accounts

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }

    /// For somebody anonymous: all that is known of them.
    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        guard let session = visitor.visit.session else { throw PageError.signInRequired }
        guard let person = session.anonymous else {
            return .redirect(to: visitor.path("account"))
        }
        let t = visitor.t
        let adult: MessageKey =
            switch person.isAdult {
            case true?: "accounts.session.adult"
            case false?: "accounts.session.minor"
            case nil: "accounts.session.ageUnknown"
            }
        // Of age stands there already, whatever the answer is.
        let facts = (person.proof?.facts ?? []).subtracting([Fact.adult.name]).sorted()
        let known = facts.compactMap { FactList.words($0, t) }.map { fact -> HTML in
            "<li>\(fact)</li>"
        }
        let page = FormPage(
            title: t("accounts.session.title"),
            lead: t("accounts.session.text"),
            action: visitor.path("sign-out"),
            fields: "<ul><li>\(t("accounts.session.key"))</li><li>\(t(adult))</li>\(known)</ul>",
            button: t("accounts.signOut.button"),
            kind: .secondary,
            rest: "<p>\(ButtonLink(t("accounts.signedOut.button"), to: visitor.path("")))</p>",
            t: t
        )
        return desk.page(t("accounts.session.title"), page.html, visitor)
    }

    func create(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        guard let session = visitor.visit.session else {
            return .redirect(to: visitor.path("signed-out"))
        }
        let left = try await accounts.signOut(session, in: visitor.scope)
        var path = visitor.path("signed-out")
        if let left { path = path.with("provider", left.provider) }
        var reply = Reply.redirect(to: path)
        for cookie in [PrivateCookie.session, .identity] {
            reply.headers.append(cookie.clear(isSecure: visitor.visit.isSecure))
        }
        return reply
    }

    /// Says that it is over here, and offers to end the session at the provider too.
    ///
    /// Providers send the browser back to it, in one language: from there it goes on in its own.
    func done(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        if !visitor.visit.query["state"].isEmpty {
            return try await Partings(accounts: accounts).back(request, visitor)
        }
        let t = visitor.t
        var remains = HTML.empty
        var button = HTML.empty
        let provider = try await accounts.provider(visitor.visit.query["provider"], in: visitor)
        if let provider {
            let path = visitor.path("sign-in", "providers", provider.id, "end")
            let label = t("accounts.signedOut.provider", ["provider": .text(provider.name)])
            let text = t("accounts.signedOut.remains", ["provider": .text(provider.name)])
            remains = "<p>\(text)</p>"
            button = ButtonLink(label, to: path).html
        }
        let home = ButtonLink(
            t("accounts.signedOut.button"),
            to: visitor.path(""),
            kind: provider == nil ? .primary : .secondary
        )
        let title = t("accounts.signedOut.title")
        return desk.page(
            title,
            """
            <h1>\(title)</h1>\(Prose(t("accounts.signedOut.text")))\(remains)
            <p>\(button)\(home)</p>
            """,
            visitor
        )
    }
}
