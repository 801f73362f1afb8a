import Hummingbird
import Localization
import Web

/// `/addresses/:token`: somebody confirms that a new address is theirs.
struct NewAddresses: Sendable {
    let accounts: Accounts

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }

    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        guard try await accounts.isUsable(token, .email, in: visitor.scope) else {
            return LinkPages(desk: desk).over(again: visitor.path("account", "email"), visitor)
        }
        return LinkPages(desk: desk).button(
            MessageGroup("accounts.newAddress"),
            action: visitor.path("addresses", token),
            visitor
        )
    }

    func confirm(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let isDone = try await accounts.confirmEmail(
            try visitor.parameter("token"),
            at: desk.place(visitor),
            in: visitor.scope
        )
        guard isDone else {
            return LinkPages(desk: desk).over(again: visitor.path("account", "email"), visitor)
        }
        return desk.message(
            MessageGroup("accounts.addressConfirmed"),
            button: visitor.path("account"),
            visitor
        )
    }
}
