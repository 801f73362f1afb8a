import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Logging
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
            request,
            visitor
        )
    }

    /// The same for whoever is signed in and wants to add this way to sign in: `linking` is who.
    func leave(
        to provider: IdentityProvider,
        next: String,
        linking: Member.ID?,
        _ request: Request,
        _ visitor: VisitorContext
    ) async throws -> Reply {
        do {
            let (address, cookie, state) = try await accounts.depart(
                to: provider,
                next: Path(local: next)?.text ?? "",
                linking: linking,
                returnTo: desk.registered(Self.back(provider.id), visitor),
                visitor
            )
            var reply = departure(to: address, of: provider, request, visitor)
            let cookies = DepartureCookies(accounts, request, visitor)
            for field in cookies.fields(keeping: cookie, state: state) {
                reply.headers.append(field)
            }
            return reply
        } catch let failure as OpenIDFailure {
            return refuse(failure, provider, visitor)
        }
    }

    /// What sends the browser away.
    ///
    /// A form's answer must not lead to another site: our own policy forbids it, and Chromium heeds that
    /// (`form-action`). So a form is answered by a page that goes on by itself, or by its link.
    private func departure(
        to address: String,
        of provider: IdentityProvider,
        _ request: Request,
        _ visitor: VisitorContext
    ) -> Reply {
        guard request.method == .post, let path = Path(web: address),
            let refresh = HTTPField.Name("Refresh")
        else {
            return Reply(
                status: .seeOther,
                headers: [.location: address, .cacheControl: "no-store"],
                body: .init()
            )
        }
        var reply = desk.message(
            MessageGroup("accounts.departure"),
            button: path,
            address: "/account/providers",
            values: ["provider": .text(provider.name)],
            visitor
        )
        reply.headers[refresh] = "0; url=" + address
        return reply
    }

    /// The browser comes back, with an answer or without one.
    func arrive(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let provider = try await provider(visitor)
        let cookies = DepartureCookies(accounts, request, visitor)
        let state = visitor.visit.query["state"]
        let travel = cookies.travel(state: state).flatMap {
            $0.provider == provider.id ? $0 : nil
        }
        if let travel, let path = desk.ownLanguage(travel.language, Self.back(provider.id), visitor)
        {
            return .redirect(to: path)
        }
        if let travel, travel.isTrial == true, let page = Path(local: travel.next) {
            // Whoever tried it goes on there, behind the gate of staff.
            let query = visitor.visit.query.fields
            return .redirect(to: query.reduce(page) { $0.with($1.name, $1.value) })
        }
        var reply: Reply
        do {
            guard let travel else { throw OpenIDFailure.stateMismatch }
            reply = try await exchange(travel, at: provider, request, visitor)
        } catch let failure as OpenIDFailure {
            reply = refuse(failure, provider, visitor)
        }
        reply.headers.append(cookies.clearing(state: state))
        return reply
    }

    /// Uses the departure up, then exchanges its code.
    private func exchange(
        _ travel: Accounts.Travel,
        at provider: IdentityProvider,
        _ request: Request,
        _ visitor: VisitorContext
    ) async throws -> Reply {
        let client = try accounts.clients.client(for: provider.settings)
        let code = try await client.code(in: visitor.visit.query.fields, for: travel.attempt)
        guard try await accounts.useUp(code.state, in: visitor.scope) else {
            return replayed(provider, visitor)
        }
        let proven = try await client.finish(
            code,
            redirectAddress: desk.registered(Self.back(provider.id), visitor)
        )
        let arrival = try await accounts.arrive(
            proven,
            at: provider,
            travel,
            from: desk.signInVisit(request, visitor, next: travel.next),
            visitor
        )
        var reply = answer(arrival, provider, next: travel.next, visitor)
        let farewell = try await Partings(accounts: accounts)
            .keep(proven.idToken, of: provider, request, visitor)
        reply.headers.append(farewell)
        return reply
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
            var question = visitor.path("account", "providers", provider.id, "link")
            if let next = Path(local: next) { question = question.with("next", next.text) }
            return keeping(identity, .redirect(to: question), visitor)
        case .provenAgain:
            let home = visitor.path("account", "providers").with("done", "proven")
            return .redirect(to: Path(local: next) ?? home)
        case .linkedElsewhere: return linkedElsewhere(provider, visitor)
        case .otherMember: return problem("otherMember", provider, status: .conflict, visitor)
        case .notOffered: return problem("notOffered", provider, status: .conflict, visitor)
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

    /// The answer came before: perhaps in another tab, which has done what this one wanted.
    private func replayed(_ provider: IdentityProvider, _ visitor: VisitorContext) -> Reply {
        let isSignedIn = visitor.visit.session != nil
        return problem(
            isSignedIn ? "arrived" : "replayed",
            provider,
            status: isSignedIn ? .ok : .conflict,
            back: isSignedIn ? visitor.path("session") : nil,
            visitor
        )
    }

    /// Each failure has a page of its own; nothing was stored.
    ///
    /// What it was is logged, for whoever runs the site: no word of it is a person's. What anybody can
    /// bring about by opening an address is no news for them.
    private func refuse(
        _ failure: OpenIDFailure,
        _ provider: IdentityProvider,
        _ visitor: VisitorContext
    ) -> Reply {
        visitor.logger.log(
            level: failure == .stateMismatch ? .debug : .notice,
            "a sign-in at a provider failed",
            metadata: [
                "tenant.id": "\(visitor.tenant.id)", "provider": "\(provider.id)",
                "failure": "\(failure.name)",
            ]
        )
        switch failure {
        case .cancelled: return problem("cancelled", provider, status: .ok, visitor)
        case .providerUnreachable, .malformedAnswer, .insecureAddress, .internalHost,
            .issuerMismatch:
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
        back: Path? = nil,
        _ visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let key = MessageKey("accounts.arrival", name)
        let values: MessageValues = ["provider": .text(provider.name)]
        let title = t(MessageKey(key, "title"), values)
        let label: MessageKey = back == nil ? "accounts.arrival.back" : "accounts.arrival.on"
        let quote: HTML = "<blockquote><p>\(quotation)</p></blockquote>"
        return desk.page(
            title,
            """
            <h1>\(title)</h1>
            \(Prose(t(MessageKey(key, "text"), values)))\(quote, when: !quotation.isEmpty)
            <p>\(ButtonLink(t(label), to: back ?? visitor.path("sign-in")))</p>
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

    /// Where a provider sends browsers back, below the language.
    static func back(_ id: String) -> [String] {
        ["sign-in", "providers", id, "return"]
    }
}
