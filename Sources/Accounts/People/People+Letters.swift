package import Kernel
package import Localization
package import Mail
package import Storage
import Web

/// What a letter to a member says; greeting and language are theirs.
package struct MemberLetter: Sendable {
    package let subject: String
    package let blocks: [Letter.Block]
    /// How its reader ends such letters with one click: what has it is news.
    package let stop: Letter.Stop?

    package init(subject: String, blocks: [Letter.Block], stop: Letter.Stop? = nil) {
        self.subject = subject
        self.blocks = blocks
        self.stop = stop
    }
}

extension People {
    /// Why a letter to a member was not taken.
    package enum WriteRefusal: Error, Sendable, Hashable {
        /// The account is gone.
        case gone
        case refused(Outbox.Refusal)
    }

    /// Writes to a member, in their language and at the address that only accounts know.
    ///
    /// In the transaction of its cause; call ``wakePost()`` when that is durable. `compose` gets the words
    /// of the reader's language, and may be called again when the transaction is. A letter with a way to
    /// stop its kind is news; one without is a duty, or answers something that its reader did: no module
    /// sends news that cannot be ended.
    package func write(
        to id: Member.ID,
        isDuty: Bool = false,
        in transaction: inout Transaction,
        _ compose: (Translator) throws -> MemberLetter
    ) throws -> Result<Void, WriteRefusal> {
        let box = accounts.box(transaction.tenant)
        guard let account = try MemberStore.find(id, box: box, in: &transaction) else {
            return .failure(.gone)
        }
        let t = accounts.pages.translations.translator(for: account.member.language)
        let written = try compose(t)
        let name = account.member.name
        let greeting =
            name.isEmpty
            ? t("accounts.letter.greeting.unnamed")
            : t("accounts.letter.greeting.named", ["name": .text(name)])
        let letter = Letter(
            to: account.email,
            language: account.member.language,
            cause: written.stop != nil ? .news : isDuty ? .duty : .member,
            subject: written.subject,
            blocks: [.paragraph(greeting)] + written.blocks,
            stop: written.stop
        )
        return try accounts.outbox.add(letter, in: &transaction).mapError { .refused($0) }
    }

    /// What knows a member's address again and says nothing of it: a keyed hash; nil for whoever has left.
    package func mailbox(
        of id: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [UInt8]? {
        try MemberStore.emailKey(of: id, in: &transaction)
    }

    /// Lets what was written leave at once instead of in a few seconds.
    package func wakePost() { accounts.outbox.wake() }
}
