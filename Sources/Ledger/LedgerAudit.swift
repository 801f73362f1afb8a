package import Storage

/// The promise of the ledger, as numbers.
package struct LedgerAudit: Sendable, Hashable, RowReadable {
    package let counter: Int
    /// Entries that were taken back.
    package let withdrawn: Int
    /// What corrections add to the counter, or take from it.
    package let adjustment: Int
    package let rows: Int
    package let highestSequence: Int
    package let sections: Int
    package let days: Int
    package let hours: Int
    package let withdrawnDays: Int
    package let corrections: Int
    /// What is kept uncounted: its counter, its rows, and the highest number, counted from 1.
    package let alternates: Int
    package let alternateRows: Int
    package let highestAlternate: Int

    package init(reading row: inout RowReader) throws(StorageError) {
        counter = try row.next()
        withdrawn = try row.next()
        adjustment = try row.next()
        rows = try row.next()
        highestSequence = try row.next()
        sections = try row.next()
        days = try row.next()
        hours = try row.next()
        withdrawnDays = try row.next()
        corrections = try row.next()
        alternates = try row.next()
        alternateRows = try row.next()
        highestAlternate = try row.next()
    }

    /// Each entry is one row, one in its section and one on its day; numbers have no gap but those of
    /// entries that were taken back; every hour's entry is one of these.
    package var isExact: Bool {
        let given = counter + withdrawn
        let areNumbersWhole =
            withdrawn > 0
            ? highestSequence >= counter && highestSequence <= given
            : withdrawn == 0 && highestSequence == given
        return rows == counter && sections == counter && days == counter && areNumbersWhole
            && hours <= given && withdrawnDays == withdrawn && corrections == adjustment
            && alternateRows == alternates && highestAlternate == alternates
    }
}
