import Hummingbird
import Localization
import Markup
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
        guard let group = subjects[visitor.visit.query["about"]] else { throw PageError.notFound }
        let title = visitor.t(group["title"])
        return AccountDesk(accounts: accounts).page(
            title,
            "<h1>\(title)</h1>\(Prose(visitor.t(group["text"])))\(mailbox(visitor))",
            visitor
        )
    }

    /// Where the letter is found while somebody works on the pages: nothing is sent then.
    ///
    /// In English and in no catalogue, as the pages of development are.
    private func mailbox(_ visitor: VisitorContext) -> HTML {
        guard accounts.pages.hasMailbox else { return .empty }
        let path = visitor.path("development", "mail")
        return """
            <p lang="en">Nothing is sent in development. \
            <a href="\(url: path)">The email is in the mailbox at \(path.text)</a>, in a second or two.</p>
            """
    }
}
