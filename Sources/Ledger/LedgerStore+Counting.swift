import Kernel
import Storage

/// The counters that a batch moves: as many statements for one item as for hundreds.
extension LedgerStore {
    /// Moves every counter of the items by what a batch has added, of which some may be kept out of what is
    /// counted publicly.
    static func add(
        _ tallies: [LedgerTally],
        holding held: [HeldPart: Int],
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !tallies.isEmpty else { return }
        let parts = Dictionary(held.map { ($0.key.item, $0.value) }, uniquingKeysWith: +)
        let items = transaction.table(
            ["number", "adjustment", "entry_count", "alternate_count", "busy_day", "busy_count"],
            tallies.map {
                [
                    $0.item.number.sqlValue,
                    ($0.item.adjustment - parts[$0.item.number, default: 0]).sqlValue,
                    ($0.item.count + $0.count).sqlValue,
                    ($0.item.alternates + $0.alternates).sqlValue, $0.busyDay.sqlValue,
                    $0.busyCount.sqlValue,
                ]
            }
        )
        try transaction.run(
            """
            UPDATE ledger_item
            SET adjustment = given.adjustment, entry_count = given.entry_count,
                alternate_count = given.alternate_count, busy_day = given.busy_day, busy_count = given.busy_count
            FROM (\(items)) AS given
            WHERE ledger_item.tenant_id = \(transaction.tenant)
              AND ledger_item.number = given.number
            """
        )
        try add(sections: tallies, holding: held, in: &transaction)
        try add(days: tallies, in: &transaction)
        try add(hours: tallies, in: &transaction)
    }

    private static func add(
        sections tallies: [LedgerTally],
        holding held: [HeldPart: Int],
        in transaction: inout Transaction
    ) throws(StorageError) {
        let rows = tallies.flatMap { tally in
            tally.sections.map { section, count in
                let part = HeldPart(item: tally.item.number, section: section)
                let (item, held) = (tally.item.number.sqlValue, held[part, default: 0])
                return [item, section.sqlValue, count.sqlValue, (-held).sqlValue]
            }
        }
        let given = transaction.table(["item", "section", "entry_count", "adjustment"], rows)
        let shown = ShownCount(
            "ledger_section",
            "entry_count",
            "adjustment",
            at: transaction.now
        )
        let (entries, adjustment): (SQL, SQL) = (
            "ledger_section.entry_count + excluded.entry_count",
            "ledger_section.adjustment + excluded.adjustment"
        )
        try transaction.run(
            """
            INSERT INTO ledger_section (
                tenant_id, item, section, entry_count, adjustment, shown_count, shown_until
            )
            SELECT \(transaction.tenant), item, section, entry_count, adjustment, 0,
                \(shown.until(beginningWith: "entry_count + adjustment"))
            FROM (\(given)) AS given WHERE TRUE
            ON CONFLICT (tenant_id, item, section) DO UPDATE
            SET entry_count = \(entries), adjustment = \(adjustment),
                shown_count = \(shown.value),
                shown_until = \(shown.until(counting: "\(entries) + \(adjustment)"))
            """
        )
    }

    private static func add(
        days tallies: [LedgerTally],
        in transaction: inout Transaction
    ) throws(StorageError) {
        let rows = tallies.flatMap { tally in
            tally.days.map { bucket, count in
                [
                    tally.item.number.sqlValue, bucket.day.sqlValue, bucket.section.sqlValue,
                    bucket.channel.sqlValue, count.sqlValue,
                ]
            }
        }
        let given = transaction.table(["item", "day", "section", "channel", "entry_count"], rows)
        try transaction.run(
            """
            INSERT INTO ledger_day (tenant_id, item, day, section, channel, entry_count)
            SELECT \(transaction.tenant), item, day, section, channel, entry_count
            FROM (\(given)) AS given WHERE TRUE
            ON CONFLICT (tenant_id, item, day, section, channel)
            DO UPDATE SET entry_count = ledger_day.entry_count + excluded.entry_count
            """
        )
    }

    private static func add(
        hours tallies: [LedgerTally],
        in transaction: inout Transaction
    ) throws(StorageError) {
        let rows = tallies.flatMap { tally in
            tally.hours.map { hour, count in
                [tally.item.number.sqlValue, hour.sqlValue, count.sqlValue]
            }
        }
        guard !rows.isEmpty else { return }
        let given = transaction.table(["item", "hour", "entry_count"], rows)
        try transaction.run(
            """
            INSERT INTO ledger_hour (tenant_id, item, hour, entry_count)
            SELECT \(transaction.tenant), item, hour, entry_count
            FROM (\(given)) AS given WHERE TRUE
            ON CONFLICT (tenant_id, item, hour)
            DO UPDATE SET entry_count = ledger_hour.entry_count + excluded.entry_count
            """
        )
    }
}
