package import Kernel
package import Storage

/// Counts as the public sees them (``ShownCount``).
extension LedgerStore {
    /// What each section of an item shows.
    package static func shown(
        of item: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> [LedgerSection] {
        let shown = ShownCount(
            "ledger_section",
            "entry_count",
            "adjustment",
            at: transaction.now
        )
        return try transaction.all(
            """
            SELECT section, \(shown.value) FROM ledger_section
            WHERE tenant_id = \(transaction.tenant) AND item = \(number(of: item, in: transaction))
            ORDER BY section
            LIMIT 1000
            """
        )
    }

    /// What each section of several items of one kind in the transaction's space shows, by their ids.
    package static func shown(
        of kind: Subject.Kind,
        _ ids: [String],
        in transaction: inout Transaction
    ) throws(StorageError) -> [String: [LedgerSection]] {
        guard !ids.isEmpty else { return [:] }
        let shown = ShownCount("part", "entry_count", "adjustment", at: transaction.now)
        let rows: [ItemSectionRow] = try transaction.all(
            """
            SELECT item.id, part.section, \(shown.value)
            FROM ledger_item AS item
            JOIN ledger_section AS part
                ON part.tenant_id = item.tenant_id AND part.item = item.number
            WHERE item.tenant_id = \(transaction.tenant) AND item.space_id = \(transaction.space)
              AND item.kind = \(kind) AND item.id IN (\(list: ids))
            ORDER BY item.id, part.section
            LIMIT \(ids.count * 1000)
            """
        )
        return Dictionary(grouping: rows, by: \.item).mapValues { $0.map(\.section) }
    }

    /// What each day shows on which something was counted, in order: as much as the sections show, the
    /// latest days being the ones that are held back.
    package static func shownDays(
        of item: Subject,
        total: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [LedgerDay] {
        var left = total
        return try days(of: item, in: &transaction).compactMap { day in
            let count = min(day.count, left)
            left -= count
            return count > 0 ? LedgerDay(day: day.day, count: count) : nil
        }
    }
}

/// A section, and the item that it belongs to.
private struct ItemSectionRow: RowReadable {
    let item: String
    let section: LedgerSection

    init(reading row: inout RowReader) throws(StorageError) {
        item = try row.next()
        section = try LedgerSection(reading: &row)
    }
}
