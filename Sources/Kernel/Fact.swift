/// Something about a person that an identity provider can prove; a yes and an instant is all that is kept.
///
/// Modules say which facts they ask for, and what nobody asks for is not noted.
package enum Fact: Hashable, Sendable {
    /// So many years old, or older.
    case ofAge(Int)
    /// Lives in a country, by its two letters (ISO 3166-1).
    case resident(of: String)
    /// Is a citizen of a country, by its two letters.
    case national(of: String)

    /// From their eighteenth birthday people are of full age in France (Code civil, article 414).
    package static let adult = Fact.ofAge(18)

    /// As it is stored: `age-18`, `resident-FR`.
    package var name: String {
        switch self {
        case .ofAge(let years): "age-\(years)"
        case .resident(let country): "resident-\(country)"
        case .national(let country): "national-\(country)"
        }
    }
}

/// What one provider proved of a person at one sign-in: only what holds is in it.
package struct Proof: Hashable, Sendable {
    /// By their names.
    package let facts: Set<String>
    /// The provider's short name.
    package let provider: String
    package let at: Instant

    package init(facts: Set<String>, provider: String, at: Instant) {
        self.facts = facts
        self.provider = provider
        self.at = at
    }
}
