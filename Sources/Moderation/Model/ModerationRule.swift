package import Kernel

/// What an institution lets the program look for; it says what it met, and never takes anything away.
package struct ModerationRule: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// One of these words or phrases, however it is written.
        case words
        /// So many links, or more.
        case links
        /// So many contributions within so many minutes, or more.
        case velocity
        /// Nearly the same as something that is hidden.
        case similar
        /// The account is younger than so many hours.
        case newAccount = "new-account"
    }

    package enum Effect: String, Sendable, Hashable, CaseIterable {
        /// Everybody sees it, and somebody is to look.
        case flag
        /// Nobody sees it before somebody has looked.
        case hold
        /// Readers are told something beside it.
        case label
    }

    /// Of its institution, from 1; nil for one that is not kept yet.
    package let number: Int?
    /// For moderators, and for the author whom it met: at most 100 characters.
    package let name: String
    package let kind: Kind
    package let effect: Effect
    /// `.site` for every space.
    package let space: Space.ID
    /// Of `words`: each a word or a phrase.
    package let phrases: [String]
    /// Of `links` and `velocity`: from how many on; of `new-account`: hours.
    package let count: Int
    /// Of `velocity`.
    package let minutes: Int
    /// Of `label`: at most 200 characters.
    package let label: String
    package let isOn: Bool
    /// Moves on with each change: whoever changes it says which one they saw.
    package let revision: Int

    package init(
        number: Int? = nil,
        name: String,
        kind: Kind,
        effect: Effect,
        space: Space.ID = .site,
        phrases: [String] = [],
        count: Int = 1,
        minutes: Int = 10,
        label: String = "",
        isOn: Bool = true,
        revision: Int = 0
    ) {
        self.number = number
        self.name = name
        self.kind = kind
        self.effect = effect
        self.space = space
        self.phrases = phrases
        self.count = count
        self.minutes = minutes
        self.label = label
        self.isOn = isOn
        self.revision = revision
    }
}
