import Credentials
import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/sign-in`: with a link in a letter, a password, or an identity provider; then a one-time code.
struct SignIns: Sendable {
    let accounts: Accounts

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }

    func new(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        try await form("", Typed(), next: visitor.visit.query["next"], visitor)
    }

    /// With a password.
    func create(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let data = try await request.form()
        var typed = Typed()
        let t = visitor.t
        if data["way"] == "link" || data["password"].isEmpty {
            return try await link(
                data,
                desk.signInVisit(request, visitor, next: data["next"]),
                visitor
            )
        }
        let email = data.email("email", &typed, t)
        guard let email, typed.isFine else {
            return try await form(data["email"], typed, next: data["next"], visitor)
        }
        let outcome = try await desk.hashing {
            try await accounts.signIn(
                email,
                password: Password(typed: data.exact("password")),
                from: desk.signInVisit(request, visitor, next: data["next"]),
                in: visitor.scope
            )
        }
        switch outcome {
        case .success(let step): return reply(to: step, visitor)
        case .failure(.wrong): typed.refuse("password", t("accounts.signIn.wrong"))
        case .failure(.wait(let seconds)):
            let minutes = Duration.seconds(seconds).minutesToWait
            typed.refuse("password", t("accounts.signIn.wait", ["count": .number(minutes)]))
        }
        return try await form(data["email"], typed, next: data["next"], visitor)
    }

    /// Asks for a letter with a link.
    private func link(
        _ data: FormData,
        _ visit: SignInVisit,
        _ visitor: VisitorContext
    ) async throws -> Reply {
        var typed = Typed()
        guard let email = data.email("email", &typed, visitor.t) else {
            return try await form(data["email"], typed, next: data["next"], visitor)
        }
        let result = try await accounts.sendLink(
            to: email,
            from: visit,
            at: desk.place(visitor),
            in: visitor.scope
        )
        switch desk.answer(to: result, about: "link", visitor) {
        case .sent(let reply): return reply
        case .refused(let message):
            typed.refuse("email", message)
            return try await form(data["email"], typed, next: data["next"], visitor)
        }
    }

    func showLink(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        guard let note = try await accounts.note(of: token, .signIn, in: visitor.scope) else {
            return LinkPages(desk: desk).over(again: visitor.path("sign-in"), visitor)
        }
        return LinkPages(desk: desk).button(
            MessageGroup("accounts.signInLink"),
            about: note,
            action: visitor.path("sign-in", "links", token),
            visitor
        )
    }

    func useLink(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let step = try await accounts.signIn(
            withLink: try visitor.parameter("token"),
            from: desk.signInVisit(request, visitor),
            in: visitor.scope
        )
        guard let step else {
            return LinkPages(desk: desk).over(again: visitor.path("sign-in"), visitor)
        }
        return reply(to: step, visitor)
    }

    /// The second step.
    func createCode(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let data = try await request.form()
        let isRecovery = data["code"].isEmpty && !data["recovery"].isEmpty
        let field = isRecovery ? "recovery" : "code"
        // Nothing typed is no attempt: it counts against nobody.
        guard !data[field].isEmpty else {
            var typed = Typed()
            typed.refuse("code", visitor.t("accounts.code.empty"))
            return code(data["attempt"], typed, visitor)
        }
        let outcome = try await accounts.signIn(
            attempt: data["attempt"],
            code: data[field],
            from: desk.signInVisit(request, visitor),
            at: desk.place(visitor),
            in: visitor.scope
        )
        switch outcome {
        case .success(let session): return desk.welcome(session, isNew: false, visitor)
        case .failure(.wrong):
            var typed = Typed()
            let key: MessageKey =
                isRecovery ? "accounts.code.wrongRecovery" : "accounts.code.wrong"
            typed.refuse(field, visitor.t(key))
            return code(data["attempt"], typed, visitor)
        case .failure(.wait(let seconds)):
            var typed = Typed()
            let minutes = Duration.seconds(seconds).minutesToWait
            typed.refuse(field, visitor.t("accounts.code.wait", ["count": .number(minutes)]))
            return code(data["attempt"], typed, visitor)
        case .failure(.over):
            return desk.message(
                MessageGroup("accounts.code.over"),
                button: visitor.path("sign-in"),
                status: .gone,
                address: "/sign-in",
                visitor
            )
        }
    }

    /// Where a proof of identity leads: into the account, or to the question for a code; to the news
    /// that there is an account now, when it was just made.
    func reply(to step: SignInStep, isNew: Bool = false, _ visitor: VisitorContext) -> Reply {
        switch step {
        case .signedIn(let session): desk.welcome(session, isNew: isNew, visitor)
        case .codeNeeded(let attempt): code(attempt, Typed(), visitor)
        }
    }

    private func code(_ attempt: String, _ typed: Typed, _ visitor: VisitorContext) -> Reply {
        let t = visitor.t
        let fields = AccountFields(typed: typed, t: t)
        let page = FormPage(
            title: t("accounts.code.title"),
            lead: t("accounts.code.lead"),
            problems: typed.list,
            action: visitor.path("sign-in", "codes"),
            fields: """
                <input type="hidden" name="attempt" value="\(attempt)">
                \(fields.code(hint: "accounts.code.hint"))\(fields.recoveryCode())
                """,
            button: t("accounts.code.button"),
            rest: """
                <p>\(ButtonLink(t("accounts.arrival.back"), to: visitor.path("sign-in"), kind: .quiet))</p>
                """,
            t: t
        )
        return desk.page(
            t("accounts.code.title"),
            page.html,
            hasProblems: !typed.isFine,
            status: typed.isFine ? .ok : .unprocessableContent,
            address: "/sign-in",
            visitor
        )
    }

    private func form(
        _ email: String,
        _ typed: Typed,
        next: String,
        _ visitor: VisitorContext
    ) async throws -> Reply {
        let providers = try await accounts.providers(in: visitor)
        let view = SignInPage(
            email: email,
            typed: typed,
            next: next,
            providers: providers,
            visitor: visitor
        )
        return desk.page(
            visitor.t("accounts.signIn.title"),
            view.html,
            hasProblems: !typed.isFine,
            status: typed.isFine ? .ok : .unprocessableContent,
            address: "/sign-in",
            visitor
        )
    }
}
