package import Kernel

/// Somebody takes their entry back.
package struct LedgerWithdrawal: Sendable {
    package let tenant: Tenant.ID
    package let item: Subject
    /// The key under which the entry was counted.
    package let key: [UInt8]
    /// Whose limit it was counted on; nil where there was none.
    package let person: [UInt8]?
    /// The civil day on which it arrived.
    package let day: CivilDate
    /// It has to arrive while the item is open.
    package let arrivedAt: Instant

    package init(
        tenant: Tenant.ID,
        item: Subject,
        key: [UInt8],
        person: [UInt8]? = nil,
        day: CivilDate,
        arrivedAt: Instant
    ) {
        precondition(key.count == 16 && person.map { $0.count == 16 } ?? true)
        self.tenant = tenant
        self.item = item
        self.key = key
        self.person = person
        self.day = day
        self.arrivedAt = arrivedAt
    }

    /// What became of it; told only after it is durable.
    package enum Outcome: Sendable, Hashable {
        /// The entry is gone.
        case withdrawn
        /// There was none with this key.
        case absent
        /// The item is not open, or is none.
        case closed
    }
}
