package import Kernel
package import Storage

/// What all items of one kind in a space count together: sums of their counters, of no entry.
extension LedgerStore {
    /// What each section of them shows, together.
    package static func shownSections(
        of kind: Subject.Kind,
        in transaction: inout Transaction
    ) throws(StorageError) -> [LedgerSection] {
        let shown = ShownCount("part", "entry_count", "adjustment", at: transaction.now)
        return try transaction.all(
            """
            SELECT part.section, CAST(sum(\(shown.value)) AS BIGINT)
            FROM ledger_item AS item
            CROSS JOIN ledger_section AS part
            WHERE item.tenant_id = \(transaction.tenant) AND item.space_id = \(transaction.space)
              AND item.kind = \(kind)
              AND part.tenant_id = \(transaction.tenant) AND part.item = item.number
            GROUP BY part.section
            ORDER BY part.section
            LIMIT 1000
            """
        )
    }

    /// How many entries one section of them has, what is kept out of public numbers included; no sooner than
    /// ``ShownCount`` lets people see it.
    package static func entries(
        in section: String,
        of kind: Subject.Kind,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let shown = ShownCount("part", "entry_count", at: transaction.now)
        return try transaction.value(
            """
            SELECT CAST(coalesce(sum(\(shown.value)), 0) AS BIGINT)
            FROM ledger_item AS item
            CROSS JOIN ledger_section AS part
            WHERE item.tenant_id = \(transaction.tenant) AND item.space_id = \(transaction.space)
              AND item.kind = \(kind)
              AND part.tenant_id = \(transaction.tenant) AND part.item = item.number
              AND part.section = \(section)
            """
        ) ?? 0
    }

    /// The count of each day on which something of them was counted, in order, without what is kept out.
    ///
    /// Days whose count may still grow tell more than ``ShownCount`` lets people see: whoever shows this asks for
    /// days that are over.
    package static func days(
        of kind: Subject.Kind,
        within days: ClosedRange<CivilDate>,
        in transaction: inout Transaction
    ) throws(StorageError) -> [LedgerDay] {
        let items: SQL = """
            item.tenant_id = \(transaction.tenant) AND item.space_id = \(transaction.space)
              AND item.kind = \(kind)
            """
        let length = days.upperBound.daysSinceEpoch - days.lowerBound.daysSinceEpoch + 1
        return try transaction.all(
            """
            SELECT counted.day, CAST(sum(counted.change) AS BIGINT)
            FROM (
                SELECT part.day AS day, part.entry_count AS change
                FROM ledger_item AS item
                CROSS JOIN ledger_day AS part
                WHERE \(items)
                  AND part.tenant_id = \(transaction.tenant) AND part.item = item.number
                  AND part.day >= \(days.lowerBound) AND part.day <= \(days.upperBound)
                UNION ALL
                SELECT anomaly.day AS day, -held.entry_count AS change
                FROM ledger_item AS item
                CROSS JOIN ledger_anomaly AS anomaly
                CROSS JOIN ledger_anomaly_section AS held
                WHERE \(items)
                  AND anomaly.tenant_id = \(transaction.tenant) AND anomaly.item = item.number
                  AND anomaly.is_held
                  AND anomaly.day >= \(days.lowerBound) AND anomaly.day <= \(days.upperBound)
                  AND held.tenant_id = \(transaction.tenant) AND held.item = item.number
                  AND held.number = anomaly.number
            ) AS counted
            GROUP BY counted.day
            ORDER BY counted.day
            LIMIT \(length)
            """
        )
    }
}
