package import Kernel
package import Storage

/// Something that many people sign: when it is open, and how many have.
package struct LedgerItem: Sendable, RowReadable {
    package let opensAt: Instant
    /// The first instant that is too late.
    package let closesAt: Instant
    package let count: Int

    package init(reading row: inout RowReader) throws(StorageError) {
        opensAt = try row.next()
        closesAt = try row.next()
        count = try row.next()
    }

    func isOpen(at instant: Instant) -> Bool {
        opensAt <= instant && instant < closesAt
    }
}
