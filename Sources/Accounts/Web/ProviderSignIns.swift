import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Markup
import OpenID
import Web

/// `/sign-in/providers/:provider`: to an identity provider, and back.
struct ProviderSignIns: Sendable {
    let accounts: Accounts

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }

    /// Sends the browser to the provider.
    ///
    /// It writes nothing here: what has to be known on the return travels sealed in a cookie, which is
    /// the first one that a visitor gets.
    func depart(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        try await leave(
            to: try await provider(visitor),
            next: visitor.visit.query["next"],
            linking: nil,
            visitor
        )
    }

    /// The same for whoever is signed in and wants to add this way to sign in: `linking` is who.
    func leave(
        to provider: IdentityProvider,
        next: String,
        linking: Member.ID?,
        _ visitor: VisitorContext
    ) async throws -> Reply {
        do {
            let (address, cookie) = try await accounts.depart(
                to: provider,
                next: Path(local: next)?.text ?? "",
                linking: linking,
                returnTo: returnAddress(provider, visitor),
                visitor
            )
            var reply = Reply(
                status: .seeOther,
                headers: [.location: address, .cacheControl: "no-store"],
                body: .init()
            )
            reply.headers.append(
                PrivateCookie.departure.set(cookie, seconds: 600, isSecure: visitor.visit.isSecure)
            )
            return reply
        } catch let failure as OpenIDFailure {
            return refuse(failure, provider, visitor)
        }
    }

    /// The browser comes back, with an answer or without one.
    func arrive(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let provider = try await provider(visitor)
        let cookie = PrivateCookie.departure.value(
            in: request.headers,
            isSecure: visitor.visit.isSecure
        )
        if let path = ownLanguage(cookie, provider, visitor) { return .redirect(to: path) }
        var reply: Reply
        do {
            guard let travel = accounts.travel(cookie, at: visitor.tenant.id),
                travel.provider == provider.id
            else { throw OpenIDFailure.stateMismatch }
            let proven = try await accounts.clients.client(for: provider.settings).finish(
                query: visitor.visit.query.fields,
                attempt: travel.attempt,
                redirectAddress: returnAddress(provider, visitor)
            )
            let arrival = try await accounts.arrive(
                proven,
                at: provider,
                travel,
                from: desk.signInVisit(request, visitor, next: travel.next),
                visitor
            )
            reply = answer(arrival, provider, next: travel.next, visitor)
        } catch let failure as OpenIDFailure {
            reply = refuse(failure, provider, visitor)
        }
        reply.headers.append(PrivateCookie.departure.clear(isSecure: visitor.visit.isSecure))
        return reply
    }

    /// A provider knows one address to come back to: from there the reader goes on to the same page in
    /// the language in which they left, with all that the provider said.
    private func ownLanguage(
        _ cookie: String?,
        _ provider: IdentityProvider,
        _ visitor: VisitorContext
    ) -> Path? {
        guard let travel = accounts.travel(cookie, at: visitor.tenant.id),
            let language = LanguageTag(travel.language), language != visitor.visit.language,
            visitor.tenant.languages.contains(language)
        else { return nil }
        let page = Path(language.text, "sign-in", "providers", provider.id, "return")
        return visitor.visit.query.fields.reduce(page) { $0.with($1.name, $1.value) }
    }

    private func answer(
        _ arrival: Accounts.Arrival,
        _ provider: IdentityProvider,
        next: String,
        _ visitor: VisitorContext
    ) -> Reply {
        switch arrival {
        case .step(let step): return SignIns(accounts: accounts).reply(to: step, visitor)
        case .anonymous(let session):
            let next = Path(local: session.next) ?? visitor.path("session")
            return desk.with(session, .redirect(to: next), visitor)
        case .unknown(let identity, let name, let email):
            let page = Registrations(accounts: accounts).finish(
                at: provider.name,
                name: name,
                email: email,
                next: next,
                visitor
            )
            return keeping(identity, page, visitor)
        case .toLink(let identity):
            let question = visitor.path("account", "providers", provider.id, "link")
            return keeping(identity, .redirect(to: question), visitor)
        case .linkedElsewhere: return linkedElsewhere(provider, visitor)
        case .replayed: return problem("replayed", provider, status: .conflict, visitor)
        case .otherMember: return problem("otherMember", provider, status: .conflict, visitor)
        }
    }

    /// What was proved stays with this browser, and with no other, for as long as it can be linked.
    private func keeping(_ identity: String, _ reply: Reply, _ visitor: VisitorContext) -> Reply {
        var reply = reply
        reply.headers.append(
            PrivateCookie.identity.set(
                identity,
                seconds: Int(TokenPurpose.identity.milliseconds / 1000),
                isSecure: visitor.visit.isSecure
            )
        )
        return reply
    }

    /// Whoever that is at the provider has another account here.
    func linkedElsewhere(_ provider: IdentityProvider, _ visitor: VisitorContext) -> Reply {
        problem("linkedElsewhere", provider, status: .conflict, visitor)
    }

    /// Each failure has a page of its own; nothing was stored.
    private func refuse(
        _ failure: OpenIDFailure,
        _ provider: IdentityProvider,
        _ visitor: VisitorContext
    ) -> Reply {
        switch failure {
        case .cancelled: return problem("cancelled", provider, status: .ok, visitor)
        case .providerUnreachable, .malformedAnswer, .insecureAddress, .issuerMismatch:
            return problem("unreachable", provider, status: .badGateway, visitor)
        case .stateMismatch: return problem("stateMismatch", provider, status: .badRequest, visitor)
        case .expiredAttempt: return problem("expired", provider, status: .gone, visitor)
        case .weakAssurance: return problem("weakAssurance", provider, status: .forbidden, visitor)
        case .invalidToken(.expired), .invalidToken(.issuedInFuture):
            return problem("clock", provider, status: .badGateway, visitor)
        case .invalidToken: return problem("invalidToken", provider, status: .badGateway, visitor)
        case .subjectMismatch:
            return problem("subjectMismatch", provider, status: .badGateway, visitor)
        case .refused(let error):
            return problem(
                "refused",
                provider,
                status: .badGateway,
                quotation: error.description.isEmpty
                    ? error.code : "\(error.code): \(error.description)",
                visitor
            )
        }
    }

    private func problem(
        _ name: String,
        _ provider: IdentityProvider,
        status: HTTPResponse.Status,
        quotation: String = "",
        _ visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let key = MessageKey("accounts.arrival", name)
        let values: MessageValues = ["provider": .text(provider.name)]
        let title = t(MessageKey(key, "title"), values)
        let quote: HTML = "<blockquote><p>\(quotation)</p></blockquote>"
        return desk.page(
            title,
            """
            <h1>\(title)</h1>
            \(Prose(t(MessageKey(key, "text"), values)))\(quote, when: !quotation.isEmpty)
            <p>\(ButtonLink(t("accounts.arrival.back"), to: visitor.path("sign-in")))</p>
            """,
            status: status,
            address: "/sign-in",
            visitor
        )
    }

    private func provider(_ visitor: VisitorContext) async throws -> IdentityProvider {
        let id = try visitor.parameter("provider")
        guard let provider = try await accounts.provider(id, in: visitor) else {
            throw PageError.notFound
        }
        return provider
    }

    /// Registered at the provider, letter by letter: one address, whatever language is read.
    private func returnAddress(_ provider: IdentityProvider, _ visitor: VisitorContext) -> String {
        let language = visitor.tenant.defaultLanguage.text
        return desk.place(visitor).origin + "/\(language)/sign-in/providers/\(provider.id)/return"
    }
}
