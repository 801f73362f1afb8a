package import Kernel

/// Something about one subject that somebody has to look at: one open case for each, however many report it.
package struct ModerationCase: Sendable, Hashable {
    /// Why somebody has to look.
    package enum Cause: String, Sendable, Hashable, CaseIterable {
        case report
        case rule
        /// It is seen by nobody until somebody has looked.
        case review
        /// A moderator came upon it.
        case own
    }

    /// Who works at it, until when: nobody else decides it meanwhile.
    package struct Claim: Sendable, Hashable {
        package let by: Member.ID
        package let until: Instant
    }

    /// Of its institution, from 1.
    package let number: Int
    package let subject: Subject
    package let cause: Cause
    package let isOpen: Bool
    package let openedAt: Instant
    /// By when the space promises a look.
    package let promisedAt: Instant
    package let closedAt: Instant?
    /// Of everybody, however many of them are kept.
    package let reportCount: Int
    /// Nil once they have left.
    package let author: Member.ID?
    /// Nil when nobody works at it now.
    package let claim: Claim?
    /// Moves on with whatever is decided: whoever decides says which one they saw.
    package let revision: Int

    /// Whether the promise is broken while it is open.
    package func isBreached(at now: Instant) -> Bool { isOpen && promisedAt < now }
}

extension Subject.Kind {
    /// A case, by its number, as the audit and emails name it.
    package static let moderationCase: Subject.Kind = "moderation-case"
    package static let moderationAppeal: Subject.Kind = "moderation-appeal"
    package static let moderationRule: Subject.Kind = "moderation-rule"
    package static let moderationTemplate: Subject.Kind = "moderation-template"
    /// What waits in a space, or in all: the daily email of its moderators.
    package static let moderationQueue: Subject.Kind = "moderation-queue"
}
