package import Kernel

/// One signature or support on its way in.
package struct LedgerEntry: Sendable {
    package let tenant: Tenant.ID
    /// What is signed.
    package let item: Subject
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
    /// Sixty-four bits that only this sending has: for the receipt, and to know it again when it is sent
    /// or written a second time.
    package let nonce: [UInt8]
    package let payload: [UInt8]
    /// When the form had arrived whole.
    ///
    /// It decides whether that was before the closing, counts in the hour, and is not stored.
    package let arrivedAt: Instant
    /// Whether it is kept, uncounted, where its key is counted already, and answered as if it were the first.
    ///
    /// Then nobody learns from the answer whether somebody was here before, and nobody who comes first with
    /// rubbish under somebody's key takes their place. Not for what people can take back.
    package let keepsAlternates: Bool
    /// How many entries the same person may have in the space; nil for as many as there are items.
    package let limit: LedgerLimit?
    /// The stream in which it came, where that is an anomaly.
    package let mark: LedgerMark?
    /// The same by a clock that nobody sets: from here on count the deadlines.
    package let receivedAt: ContinuousClock.Instant

    package init(
        tenant: Tenant.ID,
        item: Subject,
        key: [UInt8],
        section: String,
        channel: String,
        day: CivilDate,
        nonce: [UInt8],
        payload: [UInt8],
        arrivedAt: Instant,
        keepsAlternates: Bool = false,
        limit: LedgerLimit? = nil,
        mark: LedgerMark? = nil,
        receivedAt: ContinuousClock.Instant = .now
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
        self.keepsAlternates = keepsAlternates
        self.limit = limit
        self.mark = mark
        self.receivedAt = receivedAt
    }
}

/// What became of an entry; told only after it is durable.
package enum LedgerOutcome: Sendable, Hashable {
    /// Stored, now or before, as the entry of this number in its item; numbers are given one after the
    /// other, and once.
    ///
    /// Also where it is kept beside one that is counted, with a number from another range: who asks cannot
    /// tell, so that nobody can be told.
    case accepted(sequence: Int)
    /// Another entry with this key was counted before, and this one keeps no alternates.
    case duplicate
    /// It arrived before the opening or after the closing, or there is no such item.
    case closed
    /// The person has as many entries in the space as they may have.
    case limited
}

/// Why an entry was not counted as far as anybody knows.
package enum LedgerError: Error, Equatable {
    /// More entries wait than the queue may hold: ask to come back. Nothing of it is stored.
    case full
    /// The server is stopping. Nothing of it is stored.
    case stopping
    /// Its time was over before it was written. Nothing of it is stored.
    case expired
    /// It may be counted or not. Whoever sends it again, with the same bits, is counted once.
    case outcomeUnknown
}
