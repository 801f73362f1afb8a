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
        if data["consent"] != "yes" {
            typed.refuse("consent", visitor.t("accounts.consent.missing"))
        }
        guard let email, typed.isFine else { return form(data, typed, next: data["next"], visitor) }
        let result = try await accounts.register(
            Accounts.Registration(
                email: email,
                name: name,
                next: Path(local: data["next"])?.text ?? "",
                identity: data["identity"]
            ),
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
        guard try await accounts.isUsable(token, .registration, in: visitor.scope) else {
            return LinkPages(desk: desk).over(again: visitor.path("register"), visitor)
        }
        return LinkPages(desk: desk).button(
            MessageGroup("accounts.confirmation"),
            action: visitor.path("registrations", token),
            visitor
        )
    }

    func confirm(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let step = try await accounts.confirmRegistration(
            try visitor.parameter("token"),
            from: desk.signInVisit(request, visitor),
            in: visitor.scope
        )
        guard let step else {
            return LinkPages(desk: desk).over(again: visitor.path("register"), visitor)
        }
        return SignIns(accounts: accounts).reply(to: step, visitor)
    }

    /// For whoever comes from an identity provider and has no account yet.
    func finish(
        identity: String,
        name: String,
        email: String,
        _ visitor: VisitorContext
    ) -> Reply {
        form(.empty, Typed(), next: "", identity: (identity, name, email), visitor)
    }

    private func form(
        _ data: FormData,
        _ typed: Typed,
        next: String,
        identity: (token: String, name: String, email: String)? = nil,
        _ visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let fields = AccountFields(typed: typed, t: t)
        let consent = CheckboxField(
            FieldFrame(
                name: "consent",
                label: t("accounts.consent"),
                problem: typed.problem("consent")
            ),
            isChecked: data["consent"] == "yes"
        )
        let signIn = Self.link(visitor.path("sign-in"), next: next)
        let page = FormPage(
            title: t("accounts.register.title"),
            lead: t(identity == nil ? "accounts.register.lead" : "accounts.register.provider"),
            problems: typed.list,
            action: visitor.path("registrations"),
            fields: """
                \(AccountFields.next(next))\
                <input type="hidden" name="identity" value="\(identity?.token ?? data["identity"])">
                \(fields.name(identity?.name ?? data["name"]))\
                \(fields.email(identity?.email ?? data["email"]))\(consent)
                <p class="hint"><a href="\(url: visitor.path("privacy"))">\
                \(t("accounts.consent.more"))</a></p>
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
