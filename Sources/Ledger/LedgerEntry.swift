package import Kernel

/// One signature or support on its way in.
package struct LedgerEntry: Sendable {
    package let tenant: Tenant.ID
    /// What is signed.
    package let item: String
    /// Who signs: a fingerprint that means nothing outside its item.
    package let key: [UInt8]
    /// The part of the count it belongs to: a member state.
    package let section: String
    /// How it came: `browser` sealed it, or `server` did.
    package let channel: String
    /// The civil day on which it arrived.
    ///
    /// Never the time: time joins people to logs.
    package let day: CivilDate
    /// Sixty-four random bits, for the receipt.
    package let nonce: [UInt8]
    package let payload: [UInt8]
    /// When the form had arrived whole.
    ///
    /// It decides whether that was before the closing, counts in the hour, and is not stored.
    package let arrivedAt: Instant

    package init(
        tenant: Tenant.ID,
        item: String,
        key: [UInt8],
        section: String,
        channel: String,
        day: CivilDate,
        nonce: [UInt8],
        payload: [UInt8],
        arrivedAt: Instant
    ) {
        self.tenant = tenant
        self.item = item
        self.key = key
        self.section = section
        self.channel = channel
        self.day = day
        self.nonce = nonce
        self.payload = payload
        self.arrivedAt = arrivedAt
    }
}

/// What became of an entry; told only after it is durable.
package enum LedgerOutcome: Sendable, Hashable {
    /// Counted, as the entry of this number in its item; numbers have no gap.
    case accepted(sequence: Int)
    /// Somebody with this key was counted before.
    case duplicate
    /// It arrived before the opening or after the closing, or there is no such item.
    case closed
}

/// Why an entry was not taken at all.
package enum LedgerError: Error, Equatable {
    /// More entries wait than the queue may hold: ask to come back.
    case full
    /// The server is stopping.
    case stopping
}
