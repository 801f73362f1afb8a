/// One of many cases that are decided together, as it was shown.
package struct BulkCase: Sendable, Hashable {
    package let number: Int
    package let revision: Int

    package init(number: Int, revision: Int) {
        self.number = number
        self.revision = revision
    }
}

/// What a decision would do to one of many cases.
package struct BulkRow: Sendable {
    package let row: QueueRow
    /// Nil where it would be done; else why not.
    package let obstacle: DecideRefusal?
}

/// What became of many cases.
package struct BulkOutcome: Sendable, Hashable {
    /// The cases that were decided.
    package let decided: [Int]
    /// The others, each with the reason.
    package let left: [Int: DecideRefusal]
}

/// A decision in the list of all.
package struct DecisionRow: Sendable {
    package let record: DecisionRecord
    package let place: SubjectDirectory.Place?
    package let card: SubjectCard?
    /// Whether it may still be taken back.
    package let canBeUndone: Bool
}
