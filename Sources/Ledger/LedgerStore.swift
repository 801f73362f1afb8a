package import Kernel
package import Storage

/// Every SQL text that touches the ledger's tables.
///
/// Entries are only ever inserted; counters move in the transaction of the entries they count.
package enum LedgerStore {
    /// Read in this order by `LedgerItem.init(reading:)`.
    private static let itemColumns: SQL = "opens_at, closes_at, entry_count"

    /// Makes an item signable between two instants, or moves them; the count stays.
    package static func schedule(
        _ item: String,
        opensAt: Instant,
        closesAt: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO ledger_item (tenant_id, id, opens_at, closes_at)
            VALUES (\(transaction.tenant), \(item), \(opensAt), \(closesAt))
            ON CONFLICT (tenant_id, id)
            DO UPDATE SET opens_at = excluded.opens_at, closes_at = excluded.closes_at
            """
        )
    }

    package static func item(
        _ item: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> LedgerItem? {
        try transaction.first(
            """
            SELECT \(itemColumns) FROM ledger_item
            WHERE tenant_id = \(transaction.tenant) AND id = \(item)
            """
        )
    }

    /// Reads an item and holds its row until the transaction ends: entries of one item queue here.
    static func lock(
        _ item: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> LedgerItem? {
        try transaction.first(
            """
            UPDATE ledger_item SET entry_count = entry_count
            WHERE tenant_id = \(transaction.tenant) AND id = \(item)
            RETURNING \(itemColumns)
            """
        )
    }

    /// Which of these keys were counted before.
    ///
    /// At most `Limits.ledgerBatch` keys.
    static func known(
        _ keys: [[UInt8]],
        of item: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> [[UInt8]] {
        try transaction.column(
            """
            SELECT entry_key FROM ledger_entry
            WHERE tenant_id = \(transaction.tenant) AND item_id = \(item)
              AND entry_key IN (\(list: keys))
            """
        )
    }

    /// Appends entries behind `count`; gives how many were written.
    static func append(
        _ entries: [LedgerEntry],
        to item: String,
        after count: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let tenant = transaction.tenant
        let rows = entries.enumerated().map { offset, entry in
            row(entry, sequence: count + offset + 1, tenant: tenant)
        }
        guard let first = rows.first else { return 0 }
        return try transaction.runEach(
            """
            INSERT INTO ledger_entry (
                tenant_id, item_id, sequence, entry_key, section, channel, day, nonce, payload
            )
            VALUES (
                \(first[0]), \(first[1]), \(first[2]), \(first[3]), \(first[4]), \(first[5]),
                \(first[6]), \(first[7]), \(first[8])
            )
            """,
            values: rows
        )
    }

    private static func row(
        _ entry: LedgerEntry,
        sequence: Int,
        tenant: Tenant.ID
    ) -> [SQLValue] {
        [
            tenant.sqlValue, .text(entry.item), .integer(Int64(sequence)), .bytes(entry.key),
            .text(entry.section), .text(entry.channel), entry.day.sqlValue, .bytes(entry.nonce),
            .bytes(entry.payload),
        ]
    }

    static func setCount(
        of item: String,
        to count: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE ledger_item SET entry_count = \(count)
            WHERE tenant_id = \(transaction.tenant) AND id = \(item)
            """
        )
    }

    static func add(
        _ tally: LedgerTally,
        to item: String,
        in transaction: inout Transaction
    ) throws(StorageError) {
        for (section, count) in tally.sections {
            try transaction.run(
                """
                INSERT INTO ledger_section (tenant_id, item_id, section, entry_count)
                VALUES (\(transaction.tenant), \(item), \(section), \(count))
                ON CONFLICT (tenant_id, item_id, section)
                DO UPDATE SET entry_count = ledger_section.entry_count + excluded.entry_count
                """
            )
        }
        for (bucket, count) in tally.days {
            try transaction.run(
                """
                INSERT INTO ledger_day (tenant_id, item_id, day, section, channel, entry_count)
                VALUES (
                    \(transaction.tenant), \(item), \(bucket.day), \(bucket.section),
                    \(bucket.channel), \(count)
                )
                ON CONFLICT (tenant_id, item_id, day, section, channel)
                DO UPDATE SET entry_count = ledger_day.entry_count + excluded.entry_count
                """
            )
        }
        for (hour, count) in tally.hours {
            try transaction.run(
                """
                INSERT INTO ledger_hour (tenant_id, item_id, hour, entry_count)
                VALUES (\(transaction.tenant), \(item), \(hour), \(count))
                ON CONFLICT (tenant_id, item_id, hour)
                DO UPDATE SET entry_count = ledger_hour.entry_count + excluded.entry_count
                """
            )
        }
    }
}
