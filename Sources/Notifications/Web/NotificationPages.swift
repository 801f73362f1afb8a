package import Accounts
import Hummingbird
import Kernel
import Localization
import Markup
package import Web

/// `/account/notifications`, `/notifications/stops/:token`: how often one is told, and the end of it.
package struct NotificationPages: Sendable {
    private let notifications: Notifications
    private let desk: AccountDesk

    package init(_ notifications: Notifications, accounts: Accounts) {
        self.notifications = notifications
        desk = AccountDesk(accounts: accounts)
    }

    package func mount(on routes: ModuleRoutes) {
        routes.members.get("/account/notifications") { try await show($0, $1) }
        routes.members.post("/account/notifications") { try await choose($0, $1) }
        routes.anyone.get("/notifications/stops/:token") { try await ask($0, $1) }
        routes.anyone.post("/notifications/stops/:token") { try await stop($0, $1) }
    }

    func show(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let (visitor, t) = (member.visitor, member.visitor.t)
        let rhythms = try await notifications.rhythms(for: member)
        let title = t("notifications.title")
        let done = Notice(.success, title: t("notifications.saved"))
        let nothing = EmptyState(
            title: t("notifications.none.title"),
            text: t("notifications.none.text")
        )
        let form: HTML = """
            <p>\(t("notifications.text"))</p>
            <form method="post" action="\(url: visitor.path("account", "notifications"))">
            \(rhythms.map { field($0.kind, $0.rhythm, t) })
            <p>\(Button(t("notifications.button")))</p></form>
            """
        return desk.own(
            title,
            """
            \(done.html, when: visitor.visit.query["done"] == "yes")<h1>\(title)</h1>
            \(form, when: !rhythms.isEmpty)\(nothing.html, when: rhythms.isEmpty)
            """,
            at: "notifications",
            visitor
        )
    }

    func choose(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let data = try await request.form()
        let pairs = notifications.kinds.compactMap { kind in
            NotificationRhythm(rawValue: data[kind.id]).map { (kind.id, $0) }
        }
        try await notifications.choose(Dictionary(uniqueKeysWithValues: pairs), for: member)
        return .redirect(to: member.visitor.path("account", "notifications").with("done", "yes"))
    }

    /// What the link of a letter opens: nothing changes until the button is pressed.
    func ask(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        let answer = try await notifications.stop(asked: token, in: visitor.scope)
        guard case .stopped(let kind) = answer else { return refusal(answer, visitor) }
        let t = visitor.t
        let title = t("notifications.stop.title")
        let page: HTML = """
            <h1>\(title)</h1>
            <p>\(t("notifications.stop.text", ["kind": .text(t(kind.title))]))</p>
            <form method="post" action="\(url: visitor.path("notifications", "stops", token))">
            <p>\(Button(t("notifications.stop.button")))</p></form>
            """
        return desk.page(title, page, visitor)
    }

    /// The button of that page, or of a mail program: answered without another address (RFC 8058).
    func stop(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        let answer = try await notifications.stop(token, in: visitor.scope)
        guard case .stopped(let kind) = answer else { return refusal(answer, visitor) }
        return desk.message(
            MessageGroup("notifications.stopped"),
            button: visitor.path("account", "notifications"),
            values: ["kind": .text(visitor.t(kind.title))],
            visitor
        )
    }

    /// Why nothing ends.
    private func refusal(_ answer: Notifications.Stop, _ visitor: VisitorContext) -> Reply {
        guard case .duty(let kind) = answer else {
            return desk.message(
                MessageGroup("notifications.stop.over"),
                button: visitor.path("account", "notifications"),
                status: .gone,
                visitor
            )
        }
        return desk.message(
            MessageGroup("notifications.stop.duty"),
            button: visitor.path("account", "notifications"),
            status: .conflict,
            values: ["kind": .text(visitor.t(kind.title))],
            visitor
        )
    }

    private func field(
        _ kind: NotificationKind,
        _ rhythm: NotificationRhythm,
        _ t: Translator
    ) -> HTML {
        let hint: HTML = kind.isDuty ? "\(t("notifications.duty"))" : .empty
        return RadioField(
            FieldFrame(name: kind.id, label: t(kind.title), hint: hint),
            choices: kind.rhythms.map { rhythm in
                FieldChoice(
                    value: rhythm.rawValue,
                    label: t(MessageKey("notifications.rhythm", rhythm.rawValue))
                )
            },
            selected: rhythm.rawValue
        ).html
    }
}
