package import Kernel
package import Storage

/// Every SQL text that touches the ledger's tables.
///
/// Entries are inserted and, when somebody takes theirs back, removed; counters move in the transaction
/// of the entries they count.
package enum LedgerStore {
    /// Read in this order by `LedgerItem.init(reading:)`.
    static let itemColumns: SQL = """
        number, opens_at, closes_at, entry_count, withdrawn_count, alternate_count, busy_day,
        busy_count, adjustment
        """

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

    /// Reads an item and holds its row until the transaction ends, without writing anything: for whoever may yet
    /// decide that nothing changes.
    package static func hold(
        _ item: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> LedgerItem? {
        try transaction.first(
            """
            SELECT \(itemColumns) FROM ledger_item
            WHERE tenant_id = \(transaction.tenant) AND \(names(item))
            \(transaction.holding("ledger_item"))
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
}
