package import Kernel
package import Storage

/// Something that many people sign: when it is open, and how many have.
package struct LedgerItem: Sendable, RowReadable {
    /// By which its entries and counters name it: shorter than its subject, and never shown.
    let number: Int
    package let opensAt: Instant
    /// The first instant that is too late.
    package let closesAt: Instant
    package let count: Int

    package init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        opensAt = try row.next()
        closesAt = try row.next()
        count = try row.next()
    }

    func isOpen(at instant: Instant) -> Bool {
        opensAt <= instant && instant < closesAt
    }
}
