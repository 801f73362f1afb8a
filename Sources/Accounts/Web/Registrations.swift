import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/register`, `/registrations`: somebody wants an account.
struct Registrations: Sendable {
    let accounts: Accounts

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }

    func new(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        form(.empty, Typed(), next: visitor.visit.query["next"], visitor)
    }

    func create(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let data = try await request.form()
        var typed = Typed()
        let name = data.personName(&typed, visitor.t)
        let email = data.email("email", &typed, visitor.t)
        let hasAgreed = data.consent(&typed, visitor)
        guard let email, hasAgreed, typed.isFine else {
            return form(data, typed, next: data["next"], visitor)
        }
        let result = try await accounts.register(
            Accounts.Registration(
                email: email,
                name: name,
                privacy: visitor.privacyVersion
            ),
            from: desk.signInVisit(request, visitor, next: data["next"]),
            at: desk.place(visitor),
            in: visitor.scope
        )
        switch desk.answer(to: result, about: "registration", visitor) {
        case .sent(let reply): return reply
        case .refused(let message):
            typed.refuse("email", message)
            return form(data, typed, next: data["next"], visitor)
        }
    }

    /// What the link of the letter opens: a page with a button, because mail scanners open links too.
    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        return try await confirmation(token, name: nil, Typed(), visitor)
    }

    func confirm(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        let data = try await request.form()
        var typed = Typed()
        let name = data.has("name") ? data.personName(&typed, visitor.t) : nil
        guard typed.isFine else {
            return try await confirmation(token, name: name, typed, visitor)
        }
        let step = try await accounts.confirmRegistration(
            token,
            name: name,
            from: desk.signInVisit(request, visitor),
            in: visitor.scope
        )
        guard let step else {
            return LinkPages(desk: desk).over(again: visitor.path("register"), visitor)
        }
        return SignIns(accounts: accounts).reply(to: step, isNew: true, visitor)
    }

    /// Anybody can have asked for it, under any name: the owner of the address reads what will be made,
    /// and says what to be called.
    private func confirmation(
        _ token: String,
        name: String?,
        _ typed: Typed,
        _ visitor: VisitorContext
    ) async throws -> Reply {
        guard let note = try await accounts.note(of: token, .registration, in: visitor.scope) else {
            return LinkPages(desk: desk).over(again: visitor.path("register"), visitor)
        }
        let t = visitor.t
        let fields = AccountFields(typed: typed, t: t)
        return LinkPages(desk: desk).button(
            MessageGroup("accounts.confirmation"),
            about: note,
            action: visitor.path("registrations", token),
            fields: """
                \(fields.name(name ?? note.contents.name ?? ""))\
                \(fields.privacyHint(visitor.path("privacy")))
                """,
            typed: typed,
            visitor
        )
    }

    /// For whoever comes from an identity provider and is not known here yet; what they proved stays
    /// with their browser, which is asked about it once they are signed in.
    func finish(
        at provider: String,
        name: String,
        email: String,
        next: String,
        _ visitor: VisitorContext
    ) -> Reply {
        form(.empty, Typed(), next: next, arrived: (provider, name, email), visitor)
    }

    private func form(
        _ data: FormData,
        _ typed: Typed,
        next: String,
        arrived: (provider: String, name: String, email: String)? = nil,
        _ visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let fields = AccountFields(typed: typed, t: t)
        let isGiven = data["consent"] == "yes" && typed.problem("consent") == nil
        let consent = fields.consent(isGiven: isGiven, visitor)
        let signIn = Self.link(visitor.path("sign-in"), next: next)
        let page = FormPage(
            title: t("accounts.register.title"),
            lead: arrived.map { t("accounts.register.provider", ["provider": .text($0.provider)]) }
                ?? t("accounts.register.lead"),
            problems: typed.list,
            action: visitor.path("registrations"),
            fields: """
                \(AccountFields.next(next))\
                \(fields.name(arrived?.name ?? data["name"]))\
                \(fields.email(arrived?.email ?? data["email"]))\(consent)
                """,
            button: t("accounts.register.button"),
            rest: """
                <p>\(t("accounts.register.known")) <a href="\(url: signIn)">\
                \(t("accounts.signIn.title"))</a></p>
                """,
            t: t
        )
        return desk.page(
            t("accounts.register.title"),
            page.html,
            hasProblems: !typed.isFine,
            status: typed.isFine ? .ok : .unprocessableContent,
            address: "/register",
            visitor
        )
    }

    /// A link that takes along where somebody wanted to go.
    static func link(_ path: Path, next: String) -> Path {
        guard let next = Path(local: next) else { return path }
        return path.with("next", next.text)
    }
}
