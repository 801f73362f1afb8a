import Kernel

/// Which signatures are looked for, among those that are less than a day old.
struct InvalidationRule: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable {
        /// Those from one network.
        case network
        /// Those with an email of one domain.
        case domain
        /// All that came in a stretch of time.
        case window
        /// Those of one stream that was noticed while it came; nothing is looked for then.
        case stream
    }

    let kind: Kind
    /// The keyed hash of the network or the domain; empty where the rule names none.
    let source: [UInt8]
    let from: Instant
    /// The first instant that is too late.
    let until: Instant
}

/// That signatures are to be kept out of what is counted: found by a rule, proposed by one, decided by another.
struct PetitionInvalidation: Sendable, Hashable {
    enum State: String, Sendable, CaseIterable {
        /// Not all that the rule finds is put together yet.
        case gathering
        case proposed
        /// Somebody else agreed: they are not counted.
        case approved
        case rejected
        /// They are counted again.
        case undone
    }

    /// Among those of its petition.
    let number: Int
    let rule: InvalidationRule
    /// By which the ledger knows what was found again.
    let stream: [UInt8]
    /// As which anomalies of the ledger it was put together: one for each day.
    var anomalies: [Int]
    /// How many signatures it found.
    var count: Int
    var state: State
    /// What everybody reads once it is decided, by language.
    let reasons: [String: String]
    /// Nil once they have left.
    let proposedBy: Member.ID?
    let proposedAt: Instant
    var decidedBy: Member.ID?
    var decidedAt: Instant?
}
