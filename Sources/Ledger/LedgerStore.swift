package import Kernel
package import Storage

/// Every SQL text that touches the ledger's tables.
///
/// Entries are only ever inserted; counters move in the transaction of the entries they count.
package enum LedgerStore {
    /// Read in this order by `LedgerItem.init(reading:)`.
    private static let itemColumns: SQL = "number, opens_at, closes_at, entry_count"

    /// Makes an item signable between two instants, or moves them; the count stays.
    package static func schedule(
        _ item: Subject,
        opensAt: Instant,
        closesAt: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let moved: Int? = try transaction.value(
            """
            UPDATE ledger_item SET opens_at = \(opensAt), closes_at = \(closesAt)
            WHERE tenant_id = \(transaction.tenant) AND \(names(item))
            RETURNING number
            """
        )
        guard moved == nil else { return }
        try transaction.run(
            """
            INSERT INTO ledger_item (tenant_id, number, space_id, kind, id, opens_at, closes_at)
            VALUES (
                \(transaction.tenant), \(try nextNumber(in: &transaction)), \(item.space),
                \(item.kind), \(item.id), \(opensAt), \(closesAt)
            )
            ON CONFLICT (tenant_id, space_id, kind, id)
            DO UPDATE SET opens_at = excluded.opens_at, closes_at = excluded.closes_at
            """
        )
    }

    /// Whoever takes a number holds the row of the last one, so that no other gets the same.
    private static func nextNumber(in transaction: inout Transaction) throws(StorageError) -> Int {
        let number: Int? = try transaction.value(
            """
            INSERT INTO ledger_numbering (tenant_id, last_number) VALUES (\(transaction.tenant), 1)
            ON CONFLICT (tenant_id) DO UPDATE SET last_number = ledger_numbering.last_number + 1
            RETURNING last_number
            """
        )
        guard let number else { throw StorageError(.other, "an item got no number") }
        return number
    }

    /// The condition under which a row of `ledger_item` is about this subject.
    static func names(_ item: Subject) -> SQL {
        "space_id = \(item.space) AND kind = \(item.kind) AND id = \(item.id)"
    }

    /// Closes an item at that instant, unless it closed before; one that was to open later never does.
    package static func close(
        _ item: Subject,
        at instant: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE ledger_item
            SET closes_at = \(instant),
                opens_at = CASE WHEN opens_at > \(instant) THEN \(instant) ELSE opens_at END
            WHERE tenant_id = \(transaction.tenant) AND \(names(item)) AND closes_at > \(instant)
            """
        )
    }

    package static func item(
        _ item: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> LedgerItem? {
        try transaction.first(
            """
            SELECT \(itemColumns) FROM ledger_item
            WHERE tenant_id = \(transaction.tenant) AND \(names(item))
            """
        )
    }

    /// Reads an item and holds its row until the transaction ends: entries of one item queue here.
    package static func lock(
        _ item: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> LedgerItem? {
        try transaction.first(
            """
            UPDATE ledger_item SET entry_count = entry_count
            WHERE tenant_id = \(transaction.tenant) AND \(names(item))
            RETURNING \(itemColumns)
            """
        )
    }

    /// Which of these keys were counted before.
    ///
    /// At most `Limits.ledgerBatch` keys. Each is looked up by itself, so that no planner can prefer to
    /// read all keys of the item: with a list behind `IN`, PostgreSQL did.
    static func known(
        _ keys: [[UInt8]],
        of item: LedgerItem,
        in transaction: inout Transaction
    ) throws(StorageError) -> [[UInt8]] {
        let asked = SQL.list(keys.map { "(\($0))" })
        let found: [[UInt8]?] = try transaction.column(
            """
            WITH asked (entry_key) AS (VALUES \(asked))
            SELECT (
                SELECT entry.entry_key FROM ledger_entry AS entry
                WHERE entry.tenant_id = \(transaction.tenant) AND entry.item = \(item.number)
                  AND entry.entry_key = asked.entry_key
            )
            FROM asked
            """
        )
        return found.compactMap(\.self)
    }

    /// The entries that have these keys.
    ///
    /// Looked up one by one like ``known(_:of:in:)``; every key has one.
    static func stored(
        _ keys: [[UInt8]],
        of item: LedgerItem,
        in transaction: inout Transaction
    ) throws(StorageError) -> [StoredKey] {
        let asked = SQL.list(keys.map { "(\($0))" })
        let place: SQL = """
            FROM ledger_entry AS entry
            WHERE entry.tenant_id = \(transaction.tenant) AND entry.item = \(item.number)
              AND entry.entry_key = asked.entry_key
            """
        return try transaction.all(
            """
            WITH asked (entry_key) AS (VALUES \(asked))
            SELECT asked.entry_key, (SELECT entry.sequence \(place)), (SELECT entry.nonce \(place))
            FROM asked
            """
        )
    }

    /// Appends entries behind those that are counted; gives how many were written.
    static func append(
        _ entries: [LedgerEntry],
        to item: LedgerItem,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let tenant = transaction.tenant
        let rows = entries.enumerated().map { offset, entry in
            row(entry, of: item, sequence: item.count + offset + 1, tenant: tenant)
        }
        return try transaction.insert(into: "ledger_entry", columns: entryColumns, rows: rows)
    }

    /// Written in this order by ``row(_:of:sequence:tenant:)``.
    private static let entryColumns = [
        "tenant_id", "item", "sequence", "entry_key", "section", "channel", "day", "nonce",
        "payload",
    ]

    private static func row(
        _ entry: LedgerEntry,
        of item: LedgerItem,
        sequence: Int,
        tenant: Tenant.ID
    ) -> [SQLValue] {
        [
            tenant.sqlValue, .integer(Int64(item.number)), .integer(Int64(sequence)),
            .bytes(entry.key), .text(entry.section), .text(entry.channel), entry.day.sqlValue,
            .bytes(entry.nonce), .bytes(entry.payload),
        ]
    }

    static func setCount(
        of item: LedgerItem,
        to count: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE ledger_item SET entry_count = \(count)
            WHERE tenant_id = \(transaction.tenant) AND number = \(item.number)
            """
        )
    }

    static func add(
        _ tally: LedgerTally,
        to item: LedgerItem,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let tenant = transaction.tenant
        let sections = tally.sections.map { section, count -> SQL in
            "(\(tenant), \(item.number), \(section), \(count))"
        }
        try transaction.run(
            """
            INSERT INTO ledger_section (tenant_id, item, section, entry_count)
            VALUES \(SQL.list(sections))
            ON CONFLICT (tenant_id, item, section)
            DO UPDATE SET entry_count = ledger_section.entry_count + excluded.entry_count
            """
        )
        let days = tally.days.map { bucket, count -> SQL in
            "(\(tenant), \(item.number), \(bucket.day), \(bucket.section), \(bucket.channel), \(count))"
        }
        try transaction.run(
            """
            INSERT INTO ledger_day (tenant_id, item, day, section, channel, entry_count)
            VALUES \(SQL.list(days))
            ON CONFLICT (tenant_id, item, day, section, channel)
            DO UPDATE SET entry_count = ledger_day.entry_count + excluded.entry_count
            """
        )
        let hours = tally.hours.map { hour, count -> SQL in
            "(\(tenant), \(item.number), \(hour), \(count))"
        }
        try transaction.run(
            """
            INSERT INTO ledger_hour (tenant_id, item, hour, entry_count)
            VALUES \(SQL.list(hours))
            ON CONFLICT (tenant_id, item, hour)
            DO UPDATE SET entry_count = ledger_hour.entry_count + excluded.entry_count
            """
        )
    }
}
