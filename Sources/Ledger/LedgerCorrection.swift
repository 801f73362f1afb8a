package import Kernel
package import Storage

/// What an item counts more or less than its entries, said by somebody who may.
package struct LedgerCorrection: Sendable, Hashable {
    /// On which it was written down.
    package let day: CivilDate
    package let section: String
    package let change: Int
    /// Where the figure comes from: a kind of paper, an authority, a rule.
    package let source: String
    /// For people.
    package let reason: String

    package init(
        day: CivilDate,
        section: String,
        change: Int,
        source: String,
        reason: String
    ) {
        self.day = day
        self.section = section
        self.change = change
        self.source = source
        self.reason = reason
    }
}

extension LedgerCorrection: RowReadable {
    package init(reading row: inout RowReader) throws(StorageError) {
        day = try row.next()
        section = try row.next()
        change = try row.next()
        source = try row.next()
        reason = try row.next()
    }
}
