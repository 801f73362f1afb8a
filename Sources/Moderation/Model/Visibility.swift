/// Whether people see a subject: never mixed with its outcome, which is its space's.
package enum Visibility: String, Sendable, Hashable, CaseIterable {
    /// Somebody has to look at it before others see it.
    case awaiting
    case published
    /// A decision took it away; another one can bring it back.
    case hidden
    /// Its author took it back.
    case withdrawn
}

/// How a subject stands before its readers.
package struct SubjectStanding: Sendable, Hashable {
    package let visibility: Visibility
    /// What readers are told beside it, in the words of the institution.
    package let labels: [String]

    package init(visibility: Visibility, labels: [String] = []) {
        self.visibility = visibility
        self.labels = labels
    }

    /// Of what was never given to moderation.
    package static let unknown = SubjectStanding(visibility: .published)
}
