import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/passwords`: a new password for whoever forgot theirs.
struct Passwords: Sendable {
    let accounts: Accounts

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }

    func new(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        form("", Typed(), visitor)
    }

    func create(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let data = try await request.form()
        var typed = Typed()
        guard let email = data.email("email", &typed, visitor.t) else {
            return form(data["email"], typed, visitor)
        }
        let result = try await accounts.sendPasswordLink(
            to: email,
            from: desk.signInVisit(request, visitor),
            at: desk.place(visitor),
            in: visitor.scope
        )
        switch desk.answer(to: result, about: "password", visitor) {
        case .sent(let reply): return reply
        case .refused(let message):
            typed.refuse("email", message)
            return form(data["email"], typed, visitor)
        }
    }

    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        return try await fresh(token, Typed(), visitor)
    }

    func reset(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        let data = try await request.form()
        let outcome = try await desk.hashing {
            try await accounts.resetPassword(
                token,
                to: data.exact("new-password"),
                from: desk.signInVisit(request, visitor),
                at: desk.place(visitor),
                in: visitor.scope
            )
        }
        switch outcome {
        case .success(let step): return SignIns(accounts: accounts).reply(to: step, visitor)
        case .failure(.over):
            return LinkPages(desk: desk).over(again: visitor.path("passwords"), visitor)
        case .failure(.unfit(let flaw)):
            var typed = Typed()
            typed.refuse("new-password", flaw.message(visitor.t))
            return try await fresh(token, typed, visitor)
        }
    }

    private func fresh(
        _ token: String,
        _ typed: Typed,
        _ visitor: VisitorContext
    ) async throws -> Reply {
        guard let note = try await accounts.note(of: token, .password, in: visitor.scope) else {
            return LinkPages(desk: desk).over(again: visitor.path("passwords"), visitor)
        }
        return LinkPages(desk: desk).button(
            MessageGroup("accounts.newPassword"),
            about: note,
            action: visitor.path("passwords", token),
            fields: AccountFields(typed: typed, t: visitor.t).newPassword(),
            typed: typed,
            visitor
        )
    }

    private func form(_ email: String, _ typed: Typed, _ visitor: VisitorContext) -> Reply {
        let t = visitor.t
        let page = FormPage(
            title: t("accounts.forgotten.title"),
            lead: t("accounts.forgotten.lead"),
            problems: typed.list,
            action: visitor.path("passwords"),
            fields: AccountFields(typed: typed, t: t).email(email),
            button: t("accounts.forgotten.button"),
            t: t
        )
        return desk.page(
            t("accounts.forgotten.title"),
            page.html,
            hasProblems: !typed.isFine,
            status: typed.isFine ? .ok : .unprocessableContent,
            address: "/passwords",
            visitor
        )
    }
}
