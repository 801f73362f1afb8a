/// An institution that this server hosts.
package struct Tenant: Hashable, Sendable {
    /// A short name of letters, digits and hyphens, chosen once: it leads every key in the database.
    package struct ID: Hashable, Sendable, CustomStringConvertible {
        package let text: String

        /// Two to thirty characters, `a`–`z`, `0`–`9` and hyphens inside: a label of a host name.
        package init?(_ text: some StringProtocol) {
            guard Slug.isValid(text, length: 2...30) else { return nil }
            self.text = String(text)
        }

        package var description: String { text }
    }

    package let id: ID
    package let name: String
    /// The languages in which its pages are offered, the default first.
    package let languages: [LanguageTag]
    /// Whether the portal of the installation lists it.
    package let isListed: Bool

    package init(id: ID, name: String, languages: [LanguageTag], isListed: Bool) {
        self.id = id
        self.name = name
        self.languages = languages
        self.isListed = isListed
    }

    package var defaultLanguage: LanguageTag { languages.first ?? .english }
}
