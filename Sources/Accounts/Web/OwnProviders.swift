import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/account/providers`: at which providers one can sign in, and how that begins and ends.
struct OwnProviders: Sendable {
    let accounts: Accounts

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }

    func index(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let t = visitor.t
        let offered = try await accounts.providers(in: visitor).filter { $0.purpose == .member }
        let linked = try await accounts.linkedIdentities(for: member)
        let facts = try await accounts.provenFacts(for: member)
        let title = t("accounts.providers.title")
        let items = offered.map { provider in
            item(
                provider,
                linked.first { $0.provider == provider.id },
                facts.filter { $0.provider == provider.id },
                visitor
            )
        }
        let nothing = EmptyState(
            title: t("accounts.providers.none.title"),
            text: t("accounts.providers.none")
        )
        return desk.own(
            title,
            """
            \(OwnNotice(visitor))<h1>\(title)</h1><p>\(t("accounts.providers.text"))</p>
            \("<ul class=\"plain\">\(items)</ul>", when: !offered.isEmpty)\
            \(nothing.html, when: offered.isEmpty)
            """,
            at: "providers",
            visitor
        )
    }

    /// Leaves for a provider; nothing is linked when the browser comes back, it is asked.
    func depart(_ request: Request, _ member: MemberContext) async throws -> Reply {
        try await ProviderSignIns(accounts: accounts).leave(
            to: try await provider(member),
            next: try await request.form()["next"],
            linking: member.member.id,
            request,
            member.visitor
        )
    }

    /// Names the identity and the account, and asks for a proof.
    func link(_ request: Request, _ member: MemberContext) async throws -> Reply {
        guard let provider = try await offered(member) else {
            // It was taken away while somebody signed in, who is sent here: they go on.
            let home = member.visitor.path("account")
            return done(.redirect(to: Path(local: query(member)) ?? home), member.visitor)
        }
        return try await question(provider, Typed(), next: query(member), request, member)
    }

    /// Links what this browser proved, or forgets it.
    func create(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let provider = try await provider(member)
        let data = try await request.form()
        let visitor = member.visitor
        guard let identity = desk.token(in: .identity, request, visitor) else {
            return over(provider, visitor)
        }
        let home = visitor.path("account", "providers")
        guard data["way"] != "leave" else {
            try await accounts.forgetIdentity(identity, in: member.scope)
            return done(.redirect(to: Path(local: data["next"]) ?? home), visitor)
        }
        let outcome = try await desk.hashing {
            try await accounts.linkIdentity(
                identity,
                at: provider,
                present: data.exact("present-password"),
                from: desk.signInVisit(request, visitor),
                at: desk.place(visitor),
                for: member
            )
        }
        switch outcome {
        case .success:
            let next = Path(local: data["next"]) ?? home.with("done", "linked")
            return done(.redirect(to: next), visitor)
        case .failure(.over): return over(provider, visitor)
        case .failure(.linkedElsewhere):
            let sign = ProviderSignIns(accounts: accounts)
            return done(sign.linkedElsewhere(provider, visitor), visitor)
        case .failure(.unproven(.notFresh)):
            return desk.notFresh("providers/\(provider.id)/link", visitor)
        case .failure(.unproven(let refusal)):
            var typed = Typed()
            typed.refuse(refusal, visitor.t)
            return try await question(provider, typed, next: data["next"], request, member)
        }
    }

    /// Asks for a proof before a way to sign in ends.
    func leave(_ request: Request, _ member: MemberContext) async throws -> Reply {
        try await end(try await provider(member), Typed(), member)
    }

    func unlink(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let provider = try await provider(member)
        let data = try await request.form()
        let visitor = member.visitor
        let outcome = try await desk.hashing {
            try await accounts.unlink(
                provider,
                present: data.exact("present-password"),
                from: desk.signInVisit(request, visitor),
                at: desk.place(visitor),
                for: member
            )
        }
        switch outcome {
        case .success:
            return .redirect(to: visitor.path("account", "providers").with("done", "unlinked"))
        case .failure(.notFresh): return desk.notFresh("providers/\(provider.id)/end", visitor)
        case .failure(let refusal):
            var typed = Typed()
            typed.refuse(refusal, visitor.t)
            return try await end(provider, typed, member)
        }
    }

    private func query(_ member: MemberContext) -> String { member.visitor.visit.query["next"] }

    private func provider(_ member: MemberContext) async throws -> IdentityProvider {
        guard let provider = try await offered(member) else { throw PageError.notFound }
        return provider
    }

    /// Only those for accounts: nobody anonymous can be linked.
    private func offered(_ member: MemberContext) async throws -> IdentityProvider? {
        let id = try member.visitor.parameter("provider")
        let provider = try await accounts.provider(id, in: member.visitor)
        return provider?.purpose == .member ? provider : nil
    }

    private func question(
        _ provider: IdentityProvider,
        _ typed: Typed,
        next: String,
        _ request: Request,
        _ member: MemberContext
    ) async throws -> Reply {
        let visitor = member.visitor
        let identity = desk.token(in: .identity, request, visitor)
        guard let proven = try await accounts.provenHere(identity, for: member),
            proven.provider == provider.id
        else { return over(provider, visitor) }
        let view = LinkQuestion(
            provider: provider,
            person: proven.person,
            account: try await accounts.account(of: member),
            next: next,
            typed: typed,
            visitor: visitor
        )
        return desk.own(
            view.title,
            view.html,
            hasProblems: !typed.isFine,
            at: "providers/\(provider.id)/link",
            visitor
        )
    }

    private func end(
        _ provider: IdentityProvider,
        _ typed: Typed,
        _ member: MemberContext
    ) async throws -> Reply {
        let t = member.visitor.t
        let account = try await accounts.account(of: member)
        let title = t("accounts.unlink.title", ["provider": .text(provider.name)])
        let form = FormPage(
            title: title,
            lead: t("accounts.unlink.text", ["provider": .text(provider.name)]),
            problems: typed.list,
            action: member.visitor.path("account", "providers", provider.id, "end"),
            fields: AccountFields(typed: typed, t: t).proof(of: account),
            button: t("accounts.unlink.button"),
            kind: .danger,
            rest: desk.cancel(to: member.visitor.path("account", "providers"), member.visitor),
            t: t
        )
        return desk.own(
            title,
            form.html,
            hasProblems: !typed.isFine,
            at: "providers/\(provider.id)/end",
            below: NavigationLink(
                path: member.visitor.path("account", "providers"),
                label: t("accounts.providers.title")
            ),
            member.visitor
        )
    }

    private func done(_ reply: Reply, _ visitor: VisitorContext) -> Reply {
        var reply = reply
        reply.headers.append(PrivateCookie.identity.clear(isSecure: visitor.visit.isSecure))
        return reply
    }

    /// Nothing was proved with this browser, or it is too long ago.
    private func over(_ provider: IdentityProvider, _ visitor: VisitorContext) -> Reply {
        desk.message(
            MessageGroup("accounts.link.nothing"),
            button: visitor.path("account", "providers"),
            status: .gone,
            address: "/account/providers",
            values: ["provider": .text(provider.name)],
            visitor
        )
    }

    private func item(
        _ provider: IdentityProvider,
        _ linked: LinkedIdentity?,
        _ facts: [ProvenFact],
        _ visitor: VisitorContext
    ) -> HTML {
        let t = visitor.t
        guard let linked else {
            return """
                <li><h2>\(provider.name)</h2>
                \(departure(t("accounts.providers.link"), to: provider, visitor))</li>
                """
        }
        let path = visitor.path("account", "providers", provider.id, "end")
        let isAsked = Path(local: visitor.visit.query["next"]) != nil
        return """
            <li><h2>\(provider.name)</h2>
            <p>\(t("accounts.providers.since")) \(Moment(linked.linkedAt, visitor))</p>
            \(FactList(facts: facts, visitor: visitor).html, when: !facts.isEmpty)\
            \(departure(t("accounts.providers.again"), to: provider, visitor), when: isAsked)\
            <p>\(ButtonLink(
                t("accounts.providers.unlink"), of: provider.name, to: path, kind: .secondary))</p></li>
            """
    }

    /// A button that leaves for a provider, and takes along where its reader wants to go afterwards.
    private func departure(
        _ words: String,
        to provider: IdentityProvider,
        _ visitor: VisitorContext
    ) -> HTML {
        let path = visitor.path("account", "providers", provider.id, "departures")
        return """
            <form method="post" action="\(url: path)">
            \(AccountFields.next(visitor.visit.query["next"]))\
            <p>\(Button(words, of: provider.name, kind: .secondary))</p>
            </form>
            """
    }
}
