package import Storage

/// The promise of the ledger, as numbers.
package struct LedgerAudit: Sendable, Hashable, RowReadable {
    package let counter: Int
    /// Entries that were taken back.
    package let withdrawn: Int
    /// What corrections add to the counter or take from it, and what is kept out.
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
    /// Entries that came in streams, by their rows and as anomalies count them; and those of these that are
    /// kept out of public counts.
    package let marked: Int
    package let anomalous: Int
    package let held: Int
    /// What sections are adjusted by, and how many of them by something else than what was decided.
    package let sectionAdjustments: Int
    package let wrongSections: Int

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
        marked = try row.next()
        anomalous = try row.next()
        held = try row.next()
        sectionAdjustments = try row.next()
        wrongSections = try row.next()
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
            && hours <= given && withdrawnDays == withdrawn && isAdjusted
            && alternateRows == alternates && highestAlternate == alternates
    }

    /// What is counted beside entries is what was corrected, less what is kept out, in every section.
    private var isAdjusted: Bool {
        marked == anomalous && corrections - held == adjustment
            && sectionAdjustments == adjustment && wrongSections == 0
    }
}
