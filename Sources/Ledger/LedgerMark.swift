package import Kernel

/// That an entry came in a stream of which an institution has to hear: an anomaly.
package struct LedgerMark: Sendable, Hashable {
    /// Names the stream: random bytes, made for it alone when it was noticed.
    package let stream: [UInt8]
    /// What was noticed: a word of whoever noticed it.
    package let kind: String
    /// Whether the stream begins outside of public counts; afterwards people decide.
    package let isHeld: Bool

    package init(stream: [UInt8], kind: String, isHeld: Bool) {
        precondition(stream.count == 16)
        self.stream = stream
        self.kind = kind
        self.isHeld = isHeld
    }
}

/// Entries of an item that came in one stream: what, when and how many, never from where.
package struct LedgerAnomaly: Sendable, Hashable {
    /// Among those of its item.
    package let number: Int
    package let kind: String
    package let day: CivilDate
    /// Whether its entries are kept out of public counts.
    package let isHeld: Bool
    /// How many entries of each section are in it.
    package let sections: [String: Int]

    package var count: Int { sections.values.reduce(0, +) }
}

/// Somebody keeps an anomaly's entries out of public counts, or puts them back.
package struct LedgerDecision: Sendable, Hashable {
    package let item: Subject
    package let anomaly: Int
    package let isHeld: Bool
    /// On which it was decided.
    package let day: CivilDate
    /// Whose account decided; nil for the operator.
    package let decidedBy: Member.ID?
    /// For people.
    package let reason: String

    package init(
        item: Subject,
        anomaly: Int,
        isHeld: Bool,
        day: CivilDate,
        decidedBy: Member.ID?,
        reason: String
    ) {
        self.item = item
        self.anomaly = anomaly
        self.isHeld = isHeld
        self.day = day
        self.decidedBy = decidedBy
        self.reason = reason
    }

    /// What became of it; told only after it is durable.
    package enum Outcome: Sendable, Hashable {
        /// So many entries less or more are counted.
        case done(Int)
        /// It is so already.
        case unchanged
        /// A section would come to count less than nothing: it was corrected before.
        case belowNothing
        /// There is no such anomaly.
        case absent
    }
}

/// A decision as it was written down.
package struct DecidedAnomaly: Sendable, Hashable {
    package let anomaly: Int
    package let isHeld: Bool
    package let day: CivilDate
    /// How many entries it was about then.
    package let count: Int
    package let decidedBy: Member.ID?
    package let reason: String
}
