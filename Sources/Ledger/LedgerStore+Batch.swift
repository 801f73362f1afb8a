import Kernel
import Storage

/// What a batch asks and writes: as many statements for one item as for hundreds.
extension LedgerStore {
    /// Reads items and holds their rows until the transaction ends, in one order, so that two servers
    /// never wait for each other; what is no item is left out.
    static func lock(
        _ items: Set<Subject>,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Subject: LedgerItem] {
        let asked = transaction.table(
            ["space_id", "kind", "id"],
            items.sorted().map { [$0.space.sqlValue, $0.kind.sqlValue, $0.id.sqlValue] }
        )
        let rows: [NamedItemRow] = try transaction.all(
            """
            SELECT item.space_id, item.kind, item.id, \(itemColumns)
            FROM (\(asked)) AS asked
            CROSS JOIN ledger_item AS item
            WHERE item.tenant_id = \(transaction.tenant) AND item.space_id = asked.space_id
              AND item.kind = asked.kind AND item.id = asked.id
            ORDER BY item.number \(transaction.holding("item"))
            """
        )
        return Dictionary(rows.map { ($0.subject, $0.item) }) { first, _ in first }
    }

    /// Which of these keys were counted before, and as which entries; and which of them are kept with these
    /// random bits beside one that is counted, as which numbers.
    ///
    /// Each is looked up by itself, so that no planner can prefer to read all keys of an item: with a
    /// list behind `IN`, PostgreSQL did. All in one statement: in a small batch, statements are what it costs.
    static func stored(
        _ keys: [AlternateKey],
        in transaction: inout Transaction
    ) throws(StorageError) -> (known: [LedgerKey: StoredKey], kept: [AlternateKey: Int]) {
        guard !keys.isEmpty else { return ([:], [:]) }
        let asked = transaction.table(
            ["item", "entry_key", "nonce"],
            keys.map { [$0.key.item.sqlValue, $0.key.key.sqlValue, $0.nonce.sqlValue] }
        )
        let entry: SQL = """
            FROM ledger_entry AS entry
            WHERE entry.tenant_id = \(transaction.tenant) AND entry.item = asked.item
              AND entry.entry_key = asked.entry_key
            """
        let rows: [StoredRow] = try transaction.all(
            """
            SELECT asked.item, asked.entry_key, asked.nonce, (SELECT entry.sequence \(entry)),
                (SELECT entry.nonce \(entry)), (
                    SELECT kept.sequence FROM ledger_alternate AS kept
                    WHERE kept.tenant_id = \(transaction.tenant) AND kept.item = asked.item
                      AND kept.entry_key = asked.entry_key AND kept.nonce = asked.nonce
                )
            FROM (\(asked)) AS asked
            """
        )
        let known = rows.compactMap { row in row.stored.map { (row.key.key, $0) } }
        let kept = rows.compactMap { row in row.kept.map { (row.key, $0) } }
        return (
            Dictionary(known) { first, _ in first }, Dictionary(kept) { first, _ in first }
        )
    }

    /// Appends entries, each with its number; throws `constraint` unless all were written.
    static func append(
        _ entries: [NumberedEntry],
        to table: String,
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !entries.isEmpty else { return }
        let tenant = transaction.tenant.sqlValue
        let rows = entries.map { numbered -> [SQLValue] in
            let entry = numbered.entry
            return [
                tenant, numbered.item.sqlValue, numbered.sequence.sqlValue, entry.key.sqlValue,
                .text(entry.section), .text(entry.channel), entry.day.sqlValue,
                entry.nonce.sqlValue, entry.payload.sqlValue, numbered.anomaly.sqlValue,
            ]
        }
        let written = try transaction.insert(into: table, columns: entryColumns, rows: rows)
        guard written == entries.count else {
            throw StorageError(.constraint, "\(written) of \(entries.count) entries were written")
        }
    }

    private static let entryColumns = [
        "tenant_id", "item", "sequence", "entry_key", "section", "channel", "day", "nonce",
        "payload", "anomaly",
    ]
}

/// A key, in the item that it belongs to.
struct LedgerKey: Sendable, Hashable {
    let item: Int
    let key: [UInt8]
}

/// What is kept beside a key that is counted: known by its own random bits.
struct AlternateKey: Sendable, Hashable {
    let key: LedgerKey
    let nonce: [UInt8]
}

/// An entry with the number that it gets.
struct NumberedEntry: Sendable {
    let entry: LedgerEntry
    let item: Int
    let sequence: Int
    /// The anomaly that it belongs to.
    var anomaly: Int?
}

/// An entry as far as it tells whether another one is the same.
struct StoredKey: Sendable, Hashable {
    let sequence: Int
    let nonce: [UInt8]
}

private struct NamedItemRow: RowReadable {
    let subject: Subject
    let item: LedgerItem

    init(reading row: inout RowReader) throws(StorageError) {
        subject = Subject(space: try row.next(), kind: try row.next(), id: try row.next())
        item = try LedgerItem(reading: &row)
    }
}

private struct StoredRow: RowReadable {
    let key: AlternateKey
    /// Nil where no entry has the key.
    let stored: StoredKey?
    /// Nil where nothing is kept beside with these random bits.
    let kept: Int?

    init(reading row: inout RowReader) throws(StorageError) {
        let counted = LedgerKey(item: try row.next(), key: try row.next())
        key = AlternateKey(key: counted, nonce: try row.next())
        let sequence: Int? = try row.next()
        let nonce: [UInt8]? = try row.next()
        stored =
            if let sequence, let nonce {
                StoredKey(sequence: sequence, nonce: nonce)
            } else { nil }
        kept = try row.next()
    }
}
