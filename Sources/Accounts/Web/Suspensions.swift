import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/suspensions`: lets letters go again to an address that its server had said does not exist.
///
/// The answer is the same for every address: who had letters from here is nobody's business.
struct Suspensions: Sendable {
    let accounts: Accounts

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }

    func new(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        page("", Typed(), staff.visitor)
    }

    func lift(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form()
        var typed = Typed()
        guard let email = data.email("email", &typed, staff.visitor.t) else {
            return page(data["email"], typed, staff.visitor)
        }
        try await accounts.liftSuspension(of: email, in: staff.scope)
        return .redirect(to: staff.visitor.path("suspensions").with("done", "lifted"))
    }

    private func page(_ email: String, _ typed: Typed, _ visitor: VisitorContext) -> Reply {
        let t = visitor.t
        let group = MessageGroup("accounts.suspensions")
        let isDone = visitor.visit.query["done"] == "lifted"
        let view = FormPage(
            title: t(group["title"]),
            lead: t(group["text"], ["days": .number(Limits.suspensionDays)]),
            problems: typed.list,
            notice: "\(Notice(.success, title: t(group["lifted"])).html, when: isDone)",
            action: visitor.path("suspensions"),
            fields: AccountFields(typed: typed, t: t).email(email, isOwn: false),
            button: t(group["button"]),
            t: t
        )
        return desk.page(
            t(group["title"]),
            "\(desk.crumbs(to: view.title, visitor))\(view)",
            hasProblems: !typed.isFine,
            status: typed.isFine ? .ok : .unprocessableContent,
            address: "/suspensions",
            visitor
        )
    }
}
