import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/addresses/:token`, `/addresses/stops/:token`: a new address is confirmed, or the change is stopped.
struct NewAddresses: Sendable {
    let accounts: Accounts

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }
    private var links: LinkPages { LinkPages(desk: desk) }

    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        guard let note = try await accounts.note(of: token, .email, in: visitor.scope) else {
            return links.over(again: visitor.path("account", "email"), visitor)
        }
        // To whoever is not signed in to the account the page says nothing of it: anybody can give
        // anybody's address as their new one.
        guard note.account?.id == visitor.visit.session?.member?.id else {
            return elsewhere(token, visitor)
        }
        return links.button(
            MessageGroup("accounts.newAddress"),
            about: note,
            action: visitor.path("addresses", token),
            visitor
        )
    }

    func confirm(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        guard try await accounts.note(of: token, .email, in: visitor.scope) != nil else {
            return links.over(again: visitor.path("account", "email"), visitor)
        }
        guard let member = try? MemberContext(visitor) else { return elsewhere(token, visitor) }
        let outcome = try await accounts.confirmEmail(
            token,
            from: desk.signInVisit(request, visitor),
            at: desk.place(visitor),
            for: member
        )
        switch outcome {
        case .success:
            return desk.message(
                MessageGroup("accounts.addressConfirmed"),
                button: visitor.path("account"),
                visitor
            )
        case .failure(.notSignedIn): return elsewhere(token, visitor)
        case .failure(.over):
            return links.over(again: visitor.path("account", "email"), visitor)
        }
    }

    func showStop(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        guard let note = try await accounts.note(of: token, .emailStop, in: visitor.scope) else {
            return stopIsOver(visitor)
        }
        return links.button(
            MessageGroup("accounts.addressStop"),
            about: note,
            action: visitor.path("addresses", "stops", token),
            visitor
        )
    }

    func stop(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        guard try await accounts.stopEmailChange(token, in: visitor.scope) else {
            return stopIsOver(visitor)
        }
        return desk.message(
            MessageGroup("accounts.addressStopped"),
            button: visitor.path("passwords"),
            visitor
        )
    }

    /// Signed in with another browser, as somebody else, or not at all.
    private func elsewhere(_ token: String, _ visitor: VisitorContext) -> Reply {
        let back = visitor.path("addresses", token).text
        return desk.message(
            MessageGroup("accounts.newAddressElsewhere"),
            button: visitor.path("sign-in").with("next", back),
            status: .forbidden,
            visitor
        )
    }

    private func stopIsOver(_ visitor: VisitorContext) -> Reply {
        desk.message(
            MessageGroup("accounts.addressStopOver"),
            button: visitor.path("account"),
            status: .gone,
            visitor
        )
    }
}
