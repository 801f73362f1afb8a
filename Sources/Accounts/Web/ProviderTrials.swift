package import HTTPTypes
package import Hummingbird
import Kernel
package import OpenID
package import Web

/// How far a sign-in at a provider came that somebody of the staff tried out; nothing of it is kept.
package struct ProviderTrial: Sendable {
    /// What went well, in order.
    package let passed: [SignInStage]
    /// Nil when nothing went wrong.
    package let failure: OpenIDFailure?
    /// What the provider proved; it ends with the page.
    package let identity: ProvenIdentity?

    package init(
        passed: [SignInStage] = [],
        failure: OpenIDFailure? = nil,
        identity: ProvenIdentity? = nil
    ) {
        self.passed = passed
        self.failure = failure
        self.identity = identity
    }
}

extension Accounts {
    /// Asks a provider anew for what it publishes.
    package func tryPublished(_ provider: IdentityProvider) async -> ProviderTrial {
        let progress = SignInProgress()
        do throws(OpenIDFailure) {
            try await clients.fresh(for: provider.settings).checkPublished(noting: progress)
            return ProviderTrial(passed: progress.passed)
        } catch {
            return ProviderTrial(passed: progress.passed, failure: error)
        }
    }

    /// Sends the browser to the provider; it comes back to `next`, which has to be a page for staff.
    ///
    /// Throws `OpenIDFailure`.
    package func departOnTrial(
        to provider: IdentityProvider,
        next: String,
        _ request: Request,
        _ visitor: VisitorContext
    ) async throws -> Reply {
        let (address, cookie, state) = try await depart(
            to: provider,
            next: next,
            linking: nil,
            returnTo: returnAddress(of: provider.id, visitor),
            isTrial: true,
            visitor
        )
        var reply = Reply(
            status: .seeOther,
            headers: [.location: address, .cacheControl: "no-store"],
            body: .init()
        )
        let cookies = DepartureCookies(self, request, visitor)
        for field in cookies.fields(keeping: cookie, state: state) { reply.headers.append(field) }
        return reply
    }

    /// Takes in what the browser brought back from a trial, and the field that ends its departure.
    package func arriveOnTrial(
        at provider: IdentityProvider,
        _ request: Request,
        _ visitor: VisitorContext
    ) async -> (trial: ProviderTrial, clearing: HTTPField) {
        let cookies = DepartureCookies(self, request, visitor)
        let state = visitor.visit.query["state"]
        let travel = cookies.travel(state: state)
        let progress = SignInProgress()
        var (failure, identity): (OpenIDFailure?, ProvenIdentity?) = (nil, nil)
        do throws(OpenIDFailure) {
            guard let travel, travel.isTrial == true, travel.provider == provider.id else {
                throw .stateMismatch
            }
            let client = try clients.fresh(for: provider.settings)
            try await client.checkPublished(noting: progress)
            let code = try await client.code(in: visitor.visit.query.fields, for: travel.attempt)
            progress.pass(.answer)
            identity = try await client.finish(
                code,
                redirectAddress: returnAddress(of: provider.id, visitor),
                noting: progress
            )
        } catch {
            failure = error
        }
        let trial = ProviderTrial(passed: progress.passed, failure: failure, identity: identity)
        return (trial, cookies.clearing(state: state))
    }

    /// Where a provider sends browsers back: to be registered there, letter by letter.
    package func returnAddress(of id: String, _ visitor: VisitorContext) -> String {
        AccountDesk(accounts: self).registered(ProviderSignIns.back(id), visitor)
    }

    /// Where it sends them after signing out: to be registered there too.
    package func farewellAddress(_ visitor: VisitorContext) -> String {
        AccountDesk(accounts: self).registered(["signed-out"], visitor)
    }
}
