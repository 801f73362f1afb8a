package import Kernel

/// What is to become of a space; what is nil or absent stays.
package struct SpaceChange: Sendable {
    /// The first part of its addresses.
    package var slug: String?
    package var state: Space.State?
    /// An empty text takes away what was said in that language.
    package var titles: [LanguageTag: String] = [:]
    package var purposes: [LanguageTag: String] = [:]
    package var phases: [Phase]?
    /// The mark of the space as whoever changes it saw it: nothing is changed when it is another one by now.
    package var expected: String?
    /// By name, as typed; nil gives a setting back to its standard.
    package var settings: [String: String?] = [:]

    /// What was decided about the workflows of a space that this one is a copy of.
    package var rules: [SpaceRule] = []

    /// Nil where no phase is to last longer.
    package var `extension`: Extension?

    package init() {}

    /// A phase that goes on is to last longer.
    package struct Extension: Sendable {
        package let phase: String
        package let closesAt: Instant
        /// Everybody reads it.
        package let reason: String

        package init(phase: String, closesAt: Instant, reason: String) {
            self.phase = phase
            self.closesAt = closesAt
            self.reason = reason
        }
    }

    /// Why nothing was changed.
    package enum Refusal: Error, Equatable, Sendable {
        case unknownTenant
        /// Only a phase that goes on and has an end can be extended.
        case phaseOver
        case notLater
        case invalidReason
        case tooManyExtensions
        /// Somebody else has changed it since it was shown.
        case changedMeanwhile
        case unknownSpace
        case unknownModule(String)
        case tooMany
        /// It would be none, or stand before a page or a language of the site.
        case invalidSlug(String)
        case slugTaken(String)
        case languageNotOffered(String)
        case invalidTitle
        case invalidPurpose
        /// What was published stays: people have taken part in it.
        case notBackToDraft
        case unknownSetting(String)
        case unfitSetting(String)
        case unknownFeature(String)
        case invalidPhase(String)
        case repeatedPhase(String)
        /// Two phases would go on at once.
        case overlapping(String, String)
        /// A phase that goes on lasts longer by an extension alone.
        case lengthened(String)
        /// A phase that is over does not go on.
        case reopened(String)
        /// A phase that has begun and has an end stays, under its name.
        case removedPhase(String)
        /// Beside such a phase, another begins later than now.
        case backdatedPhase(String)
        case tooManyPhases
    }
}
