import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/account/sessions`: where one is signed in.
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
            let current: HTML = "<br><strong>\(t("accounts.sessions.current"))</strong>"
            return DataTable.Row(
                [
                    "\(device)\(current, when: note.isCurrent)",
                    "\(Moment(note.createdAt, visitor))",
                    "\(Moment(note.expiresAt, visitor))", note.isCurrent ? .empty : action,
                ],
                isMarked: note.isCurrent
            )
        }
        let table = DataTable(
            caption: "\(t("accounts.sessions.caption"))",
            columns: [
                .init(t("accounts.sessions.device")), .init(t("accounts.sessions.since")),
                .init(t("accounts.sessions.until")),
                .init(t("accounts.sessions.action"), isAction: true),
            ],
            rows: rows
        )
        let others: HTML = """
            <form method="post" action="\(url: end)"><p>\(t("accounts.sessions.endOthersText"))</p>
            <p>\(Button(t("accounts.sessions.endOthers"), kind: .secondary))</p></form>
            """
        return desk.own(
            title,
            """
            <h1>\(title)</h1><p>\(t("accounts.sessions.text"))</p>
            \(table)\(others)
            """,
            at: "sessions",
            visitor
        )
    }

    /// Ends one of them, or all others when none is named: with them every link that was sent before.
    func end(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let data = try await request.form()
        let home = member.visitor.path("account")
        let visit = desk.signInVisit(request, member.visitor)
        guard data.has("session") else {
            try await accounts.endOtherSessions(from: visit, of: member)
            return .redirect(to: home.with("done", "sessions"))
        }
        guard try await accounts.endSession(named: data["session"], from: visit, of: member) else {
            throw PageError.notFound
        }
        return .redirect(to: home.with("done", "session"))
    }
}
