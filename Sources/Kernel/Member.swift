/// Somebody who has an account at one institution.
///
/// Name and language are here for greeting them; the address stays in the accounts.
package struct Member: Hashable, Sendable {
    /// Names the account inside its institution, and tells nothing of the person.
    package struct ID: Hashable, Sendable, CustomStringConvertible {
        package let text: String

        /// Nil for a text that cannot name an account.
        package init?(_ text: some StringProtocol) {
            guard Identifier.isValid(text) else { return nil }
            self.text = String(text)
        }

        package init(at now: Instant, random: Random) {
            text = Identifier.make(at: now, random: random)
        }

        package var description: String { text }
    }

    package let id: ID
    /// As they want to be called.
    package let name: String
    package let language: LanguageTag

    package init(id: ID, name: String, language: LanguageTag) {
        self.id = id
        self.name = name
        self.language = language
    }
}
