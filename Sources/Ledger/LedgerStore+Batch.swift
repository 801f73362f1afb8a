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

    /// Which of these keys were counted before, and as which entries.
    ///
    /// Each is looked up by itself, so that no planner can prefer to read all keys of an item: with a
    /// list behind `IN`, PostgreSQL did.
    static func stored(
        _ keys: [LedgerKey],
        in transaction: inout Transaction
    ) throws(StorageError) -> [LedgerKey: StoredKey] {
        guard !keys.isEmpty else { return [:] }
        let asked = transaction.table(
            ["item", "entry_key"],
            keys.map { [$0.item.sqlValue, $0.key.sqlValue] }
        )
        let found: [KeyRow] = try transaction.all(
            """
            SELECT asked.item, asked.entry_key, (
                SELECT entry.sequence FROM ledger_entry AS entry
                WHERE entry.tenant_id = \(transaction.tenant) AND entry.item = asked.item
                  AND entry.entry_key = asked.entry_key
            )
            FROM (\(asked)) AS asked
            """
        )
        let known = found.filter { $0.sequence != nil }
        guard !known.isEmpty else { return [:] }
        let numbers = transaction.table(
            ["item", "sequence"],
            known.map { [$0.key.item.sqlValue, ($0.sequence ?? 0).sqlValue] }
        )
        let rows: [StoredRow] = try transaction.all(
            """
            SELECT asked.item, entry.entry_key, entry.sequence, entry.nonce
            FROM (\(numbers)) AS asked
            CROSS JOIN ledger_entry AS entry
            WHERE entry.tenant_id = \(transaction.tenant) AND entry.item = asked.item
              AND entry.sequence = asked.sequence
            """
        )
        return Dictionary(rows.map { ($0.key, $0.stored) }) { first, _ in first }
    }

    /// Which of these are kept beside one that is counted, and as which numbers.
    static func kept(
        _ keys: [AlternateKey],
        in transaction: inout Transaction
    ) throws(StorageError) -> [AlternateKey: Int] {
        guard !keys.isEmpty else { return [:] }
        let asked = transaction.table(
            ["item", "entry_key", "nonce"],
            keys.map { [$0.key.item.sqlValue, $0.key.key.sqlValue, $0.nonce.sqlValue] }
        )
        let rows: [AlternateRow] = try transaction.all(
            """
            SELECT asked.item, asked.entry_key, asked.nonce, kept.sequence
            FROM (\(asked)) AS asked
            CROSS JOIN ledger_alternate AS kept
            WHERE kept.tenant_id = \(transaction.tenant) AND kept.item = asked.item
              AND kept.entry_key = asked.entry_key AND kept.nonce = asked.nonce
            """
        )
        return Dictionary(rows.map { ($0.key, $0.sequence) }) { first, _ in first }
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

private struct KeyRow: RowReadable {
    let key: LedgerKey
    let sequence: Int?

    init(reading row: inout RowReader) throws(StorageError) {
        key = LedgerKey(item: try row.next(), key: try row.next())
        sequence = try row.next()
    }
}

private struct AlternateRow: RowReadable {
    let key: AlternateKey
    let sequence: Int

    init(reading row: inout RowReader) throws(StorageError) {
        let counted = LedgerKey(item: try row.next(), key: try row.next())
        key = AlternateKey(key: counted, nonce: try row.next())
        sequence = try row.next()
    }
}

private struct StoredRow: RowReadable {
    let key: LedgerKey
    let stored: StoredKey

    init(reading row: inout RowReader) throws(StorageError) {
        key = LedgerKey(item: try row.next(), key: try row.next())
        stored = StoredKey(sequence: try row.next(), nonce: try row.next())
    }
}
