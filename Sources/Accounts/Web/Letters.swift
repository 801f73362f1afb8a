import Hummingbird
import Localization
import Markup
import Web

/// `/letters`: what to do after a letter was asked for; the same whether it was sent or not.
struct Letters: Sendable {
    let accounts: Accounts

    func index(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        // What each letter is about, and where it can be asked for again.
        let subjects: [String: (words: MessageGroup, form: Path)] = [
            "registration": (
                MessageGroup("accounts.letterSent.registration"), visitor.path("register")
            ),
            "link": (MessageGroup("accounts.letterSent.link"), visitor.path("sign-in")),
            "password": (MessageGroup("accounts.letterSent.password"), visitor.path("passwords")),
            "address": (
                MessageGroup("accounts.letterSent.address"), visitor.path("account", "email")
            ),
            "deletion": (
                MessageGroup("accounts.letterSent.deletion"), visitor.path("account", "deletion")
            ),
        ]
        let about = visitor.visit.query["about"]
        guard let subject = subjects[about] else { throw PageError.notFound }
        let title = visitor.t(subject.words["title"])
        let again: MessageKey =
            about == "deletion" ? "accounts.letterSent.again.deletion" : "accounts.letterSent.again"
        return AccountDesk(accounts: accounts).page(
            title,
            """
            <h1>\(title)</h1>\(Prose(visitor.t(subject.words["text"])))
            <p><a href="\(url: subject.form)">\(visitor.t(again))</a></p>\(mailbox(visitor))
            """,
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
