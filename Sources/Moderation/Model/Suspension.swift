package import Accounts
package import Kernel

/// That somebody writes nothing for a while.
package struct Suspension: Sendable, Hashable {
    /// The decision that it is of.
    package let decision: Int
    package let member: Member.ID
    /// `.site` for the whole institution.
    package let space: Space.ID
    package let since: Instant
    /// Nil for until somebody ends it.
    package let until: Instant?
}

/// A suspension in the list of those that hold.
package struct SuspensionRow: Sendable {
    package let suspension: Suspension
    package let name: Author
    /// Nil for the whole institution.
    package let place: SubjectDirectory.SpacePlace?
}

/// What moderation knows of a member, for that member.
package struct OwnModeration: Sendable {
    package struct Item: Sendable {
        package let subject: Subject
        /// Nil when it is not there any more.
        package let card: SubjectCard?
        package let place: SubjectDirectory.Place?
        package let outline: DecisionOutline
    }

    package struct Report: Sendable {
        package let subject: Subject
        package let state: ReportState
    }

    /// Decisions about what they wrote, the newest first.
    package let decisions: [Item]
    /// What they reported, the newest first.
    package let reports: [Report]
    package let suspensions: [Suspension]
}
