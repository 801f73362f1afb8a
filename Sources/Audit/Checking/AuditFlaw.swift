/// What somebody did to a chain.
package enum AuditFlaw: Sendable, Hashable {
    /// The entry is not as it was written.
    case changed(Int)
    /// These entries are gone.
    case missing(ClosedRange<Int>)
    /// The entry was not written by this program.
    case added(Int)
    /// Where the chain ends is not what was written.
    case end
}

/// What a look at a whole chain found.
package struct AuditReport: Sendable, Hashable {
    package let entries: Int
    /// At most ``Limits/auditFlaws``: the rest follows from these.
    package let flaws: [AuditFlaw]
    /// Of the last entry: whoever notes it elsewhere notices later that a whole chain was put back.
    package let seal: [UInt8]

    package var isWhole: Bool { flaws.isEmpty }
}
