package import Kernel
package import Storage

/// Something that many people sign: when it is open, and how many have.
package struct LedgerItem: Sendable, RowReadable {
    /// By which its entries and counters name it: shorter than its subject, and never shown.
    let number: Int
    package let opensAt: Instant
    /// The first instant that is too late.
    package let closesAt: Instant
    /// Its entries; what was corrected or is kept out is not in it.
    package let count: Int
    /// Entries that were taken back.
    let withdrawn: Int
    /// What was kept uncounted, under keys that are counted.
    let alternates: Int
    /// The latest day on which something was counted, and how much on it.
    let busyDay: CivilDate
    let busyCount: Int

    /// What is counted beside its entries: what was corrected, less what is kept out.
    let adjustment: Int

    /// What people see: its entries, with what was corrected and without what is kept out.
    package var publicCount: Int { count + adjustment }

    /// Numbers are given once: also that of an entry that was taken back.
    var lastSequence: Int { count + withdrawn }
    var lastAlternate: Int { Limits.ledgerAlternates + alternates }

    package init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        opensAt = try row.next()
        closesAt = try row.next()
        count = try row.next()
        withdrawn = try row.next()
        alternates = try row.next()
        busyDay = try row.next()
        busyCount = try row.next()
        adjustment = try row.next()
    }

    func isOpen(at instant: Instant) -> Bool {
        opensAt <= instant && instant < closesAt
    }
}
