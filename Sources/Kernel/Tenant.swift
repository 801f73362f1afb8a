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
    /// What it is called in each of its languages.
    package let name: LocalizedText
    /// What people can do there, in a sentence, in the languages in which somebody wrote one.
    package let purposes: [LanguageTag: String]
    /// The languages in which its pages are offered, the default first.
    package let languages: [LanguageTag]
    /// By whose clocks its days begin and end, where no law says otherwise.
    package let zone: CivilZone
    /// Whether the portal of the installation lists it.
    package let isListed: Bool

    package init(
        id: ID,
        name: LocalizedText,
        purposes: [LanguageTag: String] = [:],
        languages: [LanguageTag],
        zone: CivilZone = .brussels,
        isListed: Bool
    ) {
        self.id = id
        self.name = name.with(first: languages.first ?? .english)
        self.purposes = purposes
        self.languages = languages
        self.zone = zone
        self.isListed = isListed
    }

    package var defaultLanguage: LanguageTag { languages.first ?? .english }
}
