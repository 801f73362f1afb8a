package import Kernel

/// Reasons that an institution gives often, written beforehand in its languages.
package struct ReasonTemplate: Sendable, Hashable {
    /// Ground and explanation in one language.
    package struct Words: Sendable, Hashable {
        /// The law or rule: at most 500 characters.
        package let reference: String
        /// At most 2,000 characters.
        package let explanation: String

        package init(reference: String, explanation: String) {
            self.reference = reference
            self.explanation = explanation
        }
    }

    /// Of its institution, from 1; nil for one that is not kept yet.
    package let number: Int?
    /// For moderators: at most 100 characters in each language.
    package let name: LocalizedText
    package let ground: Decision.Ground.Kind
    package let category: ModerationCategory
    /// By language, at least one.
    package let words: [LanguageTag: Words]
    /// Moves on with each change: whoever changes it says which one they saw.
    package let revision: Int

    package init(
        number: Int? = nil,
        name: LocalizedText,
        ground: Decision.Ground.Kind,
        category: ModerationCategory,
        words: [LanguageTag: Words],
        revision: Int = 0
    ) {
        self.number = number
        self.name = name
        self.ground = ground
        self.category = category
        self.words = words
        self.revision = revision
    }
}

/// Why a template or a rule was not kept.
package enum ModerationSetupRefusal: Error, Sendable, Hashable {
    case notFound
    /// Somebody else changed it since it was shown.
    case changedMeanwhile
    /// A text is missing or too long, or a number out of bounds.
    case unfit
    case tooMany
    /// Only who may moderate there may do that.
    case outOfReach
}
