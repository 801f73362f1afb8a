package import Localization

/// What is wrong with something: the categories of the transparency database of the Digital Services Act.
package enum ModerationCategory: String, Sendable, Hashable, CaseIterable {
    case illegalSpeech = "illegal-or-harmful-speech"
    case violence
    case cyberViolence = "cyber-violence"
    case cyberViolenceAgainstWomen = "cyber-violence-against-women"
    case privacy = "data-protection-and-privacy-violations"
    case scams = "scams-and-fraud"
    case civicDiscourse = "negative-effects-on-civic-discourse-or-elections"
    case minors = "protection-of-minors"
    case selfHarm = "self-harm"
    case publicSecurity = "risk-for-public-security"
    case intellectualProperty = "intellectual-property-infringements"
    case consumerInformation = "consumer-information"
    case products = "unsafe-and-prohibited-products"
    case animalWelfare = "animal-welfare"
    /// Something that the rules of the institution forbid and the law does not.
    case other = "other-violation-tc"
    /// Whoever reported it did not say.
    case unspecified = "not-specified-notice"

    /// What a form of reports offers, in its order.
    package static let offered = allCases.filter { $0 != .unspecified }

    /// As the database of the Commission writes it.
    package var databaseName: String {
        "STATEMENT_CATEGORY_"
            + String(rawValue.map { $0 == "-" ? "_" : $0 }).uppercased()
    }

    /// In plain words.
    package var title: MessageKey { MessageKey("moderation.category", rawValue) }

    /// Whether whoever reports it says that it is against the law.
    package var isIllegality: Bool { self != .other && self != .unspecified }
}
