import Hummingbird
import Localization
import Web

/// `/letters`: what to do after a letter was asked for; the same whether it was sent or not.
struct Letters: Sendable {
    let accounts: Accounts

    func index(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let subjects: [String: MessageGroup] = [
            "registration": MessageGroup("accounts.letterSent.registration"),
            "link": MessageGroup("accounts.letterSent.link"),
            "password": MessageGroup("accounts.letterSent.password"),
            "address": MessageGroup("accounts.letterSent.address"),
            "deletion": MessageGroup("accounts.letterSent.deletion"),
        ]
        guard let key = subjects[visitor.visit.query["about"]] else { throw PageError.notFound }
        return AccountDesk(accounts: accounts).message(key, visitor)
    }
}
