import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Logging
import Markup
import OpenID
import Storage
import Web

/// The end of a session at an identity provider (OpenID Connect RP-Initiated Logout 1.0).
struct Partings: Sendable {
    let accounts: Accounts

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }

    /// Keeps what the provider wants to see again; gives the cookie without which nobody can read it.
    ///
    /// The person is signed in by then, and stays so when it cannot be kept: then the provider ends its
    /// session without it, or asks first.
    func keep(
        _ idToken: String,
        of provider: IdentityProvider,
        _ request: Request,
        _ visitor: VisitorContext
    ) async throws -> HTTPField {
        let isSecure = visitor.visit.isSecure
        do {
            let key = try await accounts.keepFarewell(
                idToken,
                to: provider.id,
                replacing: PrivateCookie.farewell.value(in: request.headers, isSecure: isSecure),
                in: visitor.scope
            )
            let seconds = Int(Limits.farewellMilliseconds / 1000)
            return PrivateCookie.farewell.set(key, seconds: seconds, isSecure: isSecure)
        } catch let error as StorageError {
            visitor.logger.warning(
                "what ends a session at a provider was not kept",
                metadata: [
                    "tenant.id": "\(visitor.tenant.id)", "provider": "\(provider.id)",
                    "error": "\(ErrorText.of(error))",
                ]
            )
            // What the browser still has is of an earlier session, perhaps somebody else's.
            return PrivateCookie.farewell.clear(isSecure: isSecure)
        }
    }

    /// Sends the browser to the provider's end of session.
    ///
    /// Only from a page of ours: another site must not sign anybody out. It is a link, for a form would
    /// not be let go to another site by our own policy (`form-action`).
    func end(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let id = try visitor.parameter("provider")
        guard let provider = try await accounts.provider(id, in: visitor) else {
            throw PageError.notFound
        }
        let signedOut = visitor.path("signed-out")
        // Browsers of before 2023 do not all say it.
        guard SameOrigin.isFromHere(request.head) ?? true else {
            return .redirect(to: signedOut.with("provider", provider.id))
        }
        let isSecure = visitor.visit.isSecure
        let parting = Accounts.Parting(
            provider: provider.id,
            state: accounts.newTokenText(),
            language: visitor.visit.language.text
        )
        let key = PrivateCookie.farewell.value(in: request.headers, isSecure: isSecure)
        let token = try await accounts.farewell(key, to: provider.id, in: visitor.scope)
        let address: String?
        do {
            address = try await self.address(parting, token, provider, visitor)
        } catch {
            note(error.name, provider: provider, level: .notice, visitor)
            return unreachable(provider, visitor)
        }
        var reply = Reply.redirect(to: signedOut)
        if let address {
            reply = Reply(
                status: .seeOther,
                headers: [.location: address, .cacheControl: "no-store"],
                body: .init()
            )
            let sealed = try accounts.sealed(parting, at: visitor.tenant.id)
            reply.headers.append(
                PrivateCookie.parting.set(sealed, seconds: 600, isSecure: isSecure)
            )
        }
        if token != nil {
            try await accounts.forgetFarewell(key, in: visitor.scope)
            reply.headers.append(PrivateCookie.farewell.clear(isSecure: isSecure))
        }
        return reply
    }

    /// The session there goes on, and the way to end it stays.
    private func unreachable(_ provider: IdentityProvider, _ visitor: VisitorContext) -> Reply {
        let t = visitor.t
        let values: MessageValues = ["provider": .text(provider.name)]
        let title = t("accounts.parting.unreachable.title", values)
        let again = visitor.path("sign-in", "providers", provider.id, "end")
        return desk.page(
            title,
            """
            <h1>\(title)</h1>\(Prose(t("accounts.parting.unreachable.text", values)))
            <p>\(ButtonLink(t("accounts.signedOut.provider", values), to: again))</p>
            """,
            status: .badGateway,
            address: "/signed-out",
            visitor
        )
    }

    /// The browser comes back from the provider, which has ended its session.
    func back(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let isSecure = visitor.visit.isSecure
        let state = visitor.visit.query["state"]
        let parting = accounts.parting(
            PrivateCookie.parting.value(in: request.headers, isSecure: isSecure),
            state: state,
            at: visitor.tenant.id
        )
        guard let parting,
            let provider = try await accounts.provider(parting.provider, in: visitor)
        else {
            // Anybody can open such an address: it is no news for whoever runs the site.
            note("an answer to no sign-out of this browser", level: .debug, visitor)
            return .redirect(to: visitor.path("signed-out"))
        }
        if let path = desk.ownLanguage(parting.language, ["signed-out"], visitor) {
            return .redirect(to: path)
        }
        var reply = desk.message(
            MessageGroup("accounts.parted"),
            button: visitor.path(""),
            address: "/signed-out",
            values: ["provider": .text(provider.name)],
            visitor
        )
        reply.headers.append(PrivateCookie.parting.clear(isSecure: isSecure))
        return reply
    }

    /// Nil when the provider has no such place; throws when it cannot be asked for it.
    private func address(
        _ parting: Accounts.Parting,
        _ token: String?,
        _ provider: IdentityProvider,
        _ visitor: VisitorContext
    ) async throws(OpenIDFailure) -> String? {
        try await accounts.clients.client(for: provider.settings).endSessionAddress(
            idToken: token,
            returnTo: desk.registered(["signed-out"], visitor),
            state: parting.state
        )
    }

    private func note(
        _ failure: String,
        provider: IdentityProvider? = nil,
        level: Logger.Level,
        _ visitor: VisitorContext
    ) {
        visitor.logger.log(
            level: level,
            "a sign-out at a provider failed",
            metadata: [
                "tenant.id": "\(visitor.tenant.id)", "provider": "\(provider?.id ?? "")",
                "failure": "\(failure)",
            ]
        )
    }
}
