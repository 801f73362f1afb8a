import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/account/sessions`, `/account/providers`: where one is signed in, and how one can sign in.
struct OwnSessions: Sendable {
    let accounts: Accounts

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }

    func index(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let t = visitor.t
        let notes = try await accounts.sessionNotes(of: member)
        let title = t("accounts.sessions.title")
        let end = visitor.path("account", "sessions")
        let rows = notes.map { note -> DataTable.Row in
            let device = note.device.isEmpty ? t("accounts.sessions.unknown") : note.device
            let action: HTML = """
                <form method="post" action="\(url: end)">\
                <input type="hidden" name="session" value="\(note.name)">\
                \(Button(t("accounts.sessions.end"), kind: .quiet))</form>
                """
            let state: HTML = note.isCurrent ? "\(t("accounts.sessions.current"))" : action
            return DataTable.Row(
                [
                    "\(device)", "\(Moment(note.createdAt, t))", "\(Moment(note.expiresAt, t))",
                    state,
                ],
                isMarked: note.isCurrent
            )
        }
        let table = DataTable(
            caption: "\(t("accounts.sessions.caption"))",
            columns: [
                .init(t("accounts.sessions.device")), .init(t("accounts.sessions.since")),
                .init(t("accounts.sessions.until")), .init(t("accounts.sessions.action")),
            ],
            rows: rows
        )
        let others: HTML = """
            <form method="post" action="\(url: end)">
            <p>\(Button(t("accounts.sessions.endOthers"), kind: .danger))</p></form>
            """
        return desk.own(
            title,
            """
            <h1>\(title)</h1><p>\(t("accounts.sessions.text"))</p>
            \(table)\(others, when: notes.count > 1)
            """,
            at: "sessions",
            visitor
        )
    }

    /// Ends one of them, or all others when none is named.
    func end(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let data = try await request.form()
        let home = member.visitor.path("account")
        guard data.has("session") else {
            try await accounts.endOtherSessions(of: member)
            return .redirect(to: home.with("done", "sessions"))
        }
        guard try await accounts.endSession(named: data["session"], of: member) else {
            throw PageError.notFound
        }
        return .redirect(to: home.with("done", "session"))
    }

    func providers(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let t = visitor.t
        let offered = try await accounts.providers(in: visitor).filter { $0.purpose == .member }
        let linked = try await accounts.linkedIdentities(for: member)
        let title = t("accounts.providers.title")
        let items = offered.map { provider in
            item(provider, linked.first { $0.provider == provider.id }, visitor)
        }
        let nothing = EmptyState(
            title: t("accounts.providers.none.title"),
            text: t("accounts.providers.none")
        )
        return desk.own(
            title,
            """
            <h1>\(title)</h1><p>\(t("accounts.providers.text"))</p>
            \("<ul class=\"plain\">\(items)</ul>", when: !offered.isEmpty)\
            \(nothing.html, when: offered.isEmpty)
            """,
            at: "providers",
            visitor
        )
    }

    func unlink(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let data = try await request.form()
        try await accounts.unlink(data["provider"], for: member)
        return .redirect(to: member.visitor.path("account", "providers"))
    }

    private func item(
        _ provider: IdentityProvider,
        _ linked: LinkedIdentity?,
        _ visitor: VisitorContext
    ) -> HTML {
        let t = visitor.t
        guard let linked else {
            let path = visitor.path("sign-in", "providers", provider.id).with("for", "account")
            let label = t("accounts.providers.link", ["provider": .text(provider.name)])
            return
                "<li><h2>\(provider.name)</h2><p>\(ButtonLink(label, to: path, kind: .secondary))</p></li>"
        }
        return """
            <li><h2>\(provider.name)</h2>
            <p>\(t("accounts.providers.since")) \(Moment(linked.linkedAt, t))</p>
            <form method="post" action="\(url: visitor.path("account", "providers"))">
            <input type="hidden" name="provider" value="\(provider.id)">
            <p>\(Button(
                t("accounts.providers.unlink", ["provider": .text(provider.name)]),
                kind: .quiet))</p></form></li>
            """
    }
}
