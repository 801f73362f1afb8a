import Kernel
import Storage

/// Entries that come in a stream: which anomaly each belongs to, and what is kept out of public counts.
///
/// All of it under the locks of the items, and only in batches in which an entry is marked.
extension LedgerStore {
    /// The same entries with the numbers of their anomalies; one that is new is written down.
    ///
    /// What is kept uncounted beside them is looked up and written alike, with nothing: so that it takes as
    /// long.
    static func marked(
        _ entries: [NumberedEntry],
        beside alternates: [NumberedEntry],
        in transaction: inout Transaction
    ) throws(StorageError) -> (entries: [NumberedEntry], held: [HeldPart: Int]) {
        let all = entries + alternates
        guard all.contains(where: { $0.entry.mark != nil }) else { return (entries, [:]) }
        let anomalies = try anomalies(of: all, in: &transaction)
        var held: [HeldPart: Int] = [:]
        var counts: [AnomalyPart: Int] = [:]
        let marked = all.enumerated().map { index, numbered -> NumberedEntry in
            guard let mark = numbered.entry.mark,
                let anomaly = anomalies[StreamName(item: numbered.item, stream: mark.stream)]
            else { return numbered }
            let part = HeldPart(item: numbered.item, section: numbered.entry.section)
            let count = index < entries.count ? 1 : 0
            counts[AnomalyPart(part: part, anomaly: anomaly.number), default: 0] += count
            if anomaly.isHeld { held[part, default: 0] += count }
            var marked = numbered
            marked.anomaly = anomaly.number
            return marked
        }
        try add(counts, in: &transaction)
        return (Array(marked.prefix(entries.count)), held)
    }

    private static func anomalies(
        of entries: [NumberedEntry],
        in transaction: inout Transaction
    ) throws(StorageError) -> [StreamName: StoredAnomaly] {
        let firsts = Dictionary(
            entries.compactMap { numbered in
                numbered.entry.mark.map {
                    (StreamName(item: numbered.item, stream: $0.stream), numbered.entry)
                }
            }
        ) { first, _ in first }
        let asked = transaction.table(
            ["item", "stream"],
            firsts.keys.map { [$0.item.sqlValue, $0.stream.sqlValue] }
        )
        let rows: [StreamRow] = try transaction.all(
            """
            SELECT anomaly.item, anomaly.stream, anomaly.number, anomaly.is_held
            FROM (\(asked)) AS asked
            CROSS JOIN ledger_anomaly AS anomaly
            WHERE anomaly.tenant_id = \(transaction.tenant) AND anomaly.item = asked.item
              AND anomaly.stream = asked.stream
            """
        )
        let known = Dictionary(rows.map { ($0.name, $0.anomaly) }) { first, _ in first }
        let new = firsts.filter { known[$0.key] == nil }
        guard !new.isEmpty else { return known }
        let begun = try begin(new, in: &transaction)
        return known.merging(begun) { first, _ in first }
    }

    /// Writes down anomalies under the next numbers of their items, which are locked.
    private static func begin(
        _ new: [StreamName: LedgerEntry],
        in transaction: inout Transaction
    ) throws(StorageError) -> [StreamName: StoredAnomaly] {
        let items = Set(new.keys.map(\.item)).sorted()
        let asked = transaction.table(["item"], items.map { [$0.sqlValue] })
        let rows: [LastRow] = try transaction.all(
            """
            SELECT asked.item, coalesce((
                SELECT max(number) FROM ledger_anomaly
                WHERE tenant_id = \(transaction.tenant) AND item = asked.item
            ), 0)
            FROM (\(asked)) AS asked
            """
        )
        var last = Dictionary(rows.map { ($0.item, $0.number) }) { first, _ in first }
        var begun: [StreamName: StoredAnomaly] = [:]
        var values: [[SQLValue]] = []
        for name in new.keys.sorted() {
            guard let entry = new[name], let mark = entry.mark else { continue }
            let number = last[name.item, default: 0] + 1
            last[name.item] = number
            begun[name] = StoredAnomaly(number: number, isHeld: mark.isHeld)
            values.append(
                [
                    transaction.tenant.sqlValue, name.item.sqlValue, number.sqlValue,
                    name.stream.sqlValue, .text(mark.kind), entry.day.sqlValue,
                    mark.isHeld.sqlValue,
                ]
            )
        }
        let written = try transaction.insert(
            into: "ledger_anomaly",
            columns: ["tenant_id", "item", "number", "stream", "kind", "day", "is_held"],
            rows: values
        )
        guard written == values.count else {
            throw StorageError(.constraint, "an anomaly was not written down")
        }
        return begun
    }

    private static func add(
        _ counts: [AnomalyPart: Int],
        in transaction: inout Transaction
    ) throws(StorageError) {
        let given = transaction.table(
            ["item", "number", "section", "entry_count"],
            counts.map {
                [
                    $0.key.part.item.sqlValue, $0.key.anomaly.sqlValue,
                    $0.key.part.section.sqlValue, $0.value.sqlValue,
                ]
            }
        )
        try transaction.run(
            """
            INSERT INTO ledger_anomaly_section (tenant_id, item, number, section, entry_count)
            SELECT \(transaction.tenant), item, number, section, entry_count
            FROM (\(given)) AS given WHERE TRUE
            ON CONFLICT (tenant_id, item, number, section)
            DO UPDATE SET entry_count = ledger_anomaly_section.entry_count + excluded.entry_count
            """
        )
    }

    /// Shows a decision at once where sections still show an earlier count: what came meanwhile stays unseen.
    static func show(
        _ changes: [HeldPart: Int],
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !changes.isEmpty else { return }
        let sections = table(of: changes, in: transaction)
        try transaction.run(
            """
            UPDATE ledger_section
            SET shown_count = \(ShownCount.moved("ledger_section", by: "given.change"))
            FROM (\(sections)) AS given
            WHERE ledger_section.tenant_id = \(transaction.tenant)
              AND ledger_section.item = given.item AND ledger_section.section = given.section
            """
        )
    }

    /// Changes as rows of a statement: item, section, change.
    private static func table(
        of changes: [HeldPart: Int],
        in transaction: borrowing Transaction
    ) -> SQL {
        transaction.table(
            ["item", "section", "change"],
            changes.map { [$0.key.item.sqlValue, $0.key.section.sqlValue, $0.value.sqlValue] }
        )
    }

    /// Moves what sections and their items count publicly, beside their entries; the sections are there.
    static func adjust(
        by changes: [HeldPart: Int],
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !changes.isEmpty else { return }
        let sections = table(of: changes, in: transaction)
        try transaction.run(
            """
            UPDATE ledger_section SET adjustment = adjustment + given.change
            FROM (\(sections)) AS given
            WHERE ledger_section.tenant_id = \(transaction.tenant)
              AND ledger_section.item = given.item AND ledger_section.section = given.section
            """
        )
        let items = Dictionary(changes.map { ($0.key.item, $0.value) }, uniquingKeysWith: +)
        let given = transaction.table(
            ["number", "change"],
            items.map { [$0.key.sqlValue, $0.value.sqlValue] }
        )
        try transaction.run(
            """
            UPDATE ledger_item SET adjustment = adjustment + given.change
            FROM (\(given)) AS given
            WHERE ledger_item.tenant_id = \(transaction.tenant)
              AND ledger_item.number = given.number
            """
        )
    }
}

/// A section of an item, as far as its public count is moved.
struct HeldPart: Sendable, Hashable {
    let item: Int
    let section: String
}

private struct AnomalyPart: Hashable {
    let part: HeldPart
    let anomaly: Int
}

/// A stream, in the item to which its entries came.
private struct StreamName: Hashable, Comparable {
    let item: Int
    let stream: [UInt8]

    static func < (one: StreamName, other: StreamName) -> Bool {
        if one.item != other.item { return one.item < other.item }
        return one.stream.lexicographicallyPrecedes(other.stream)
    }
}

private struct StoredAnomaly {
    let number: Int
    let isHeld: Bool
}

private struct StreamRow: RowReadable {
    let name: StreamName
    let anomaly: StoredAnomaly

    init(reading row: inout RowReader) throws(StorageError) {
        name = StreamName(item: try row.next(), stream: try row.next())
        anomaly = StoredAnomaly(number: try row.next(), isHeld: try row.next())
    }
}

private struct LastRow: RowReadable {
    let item: Int
    let number: Int

    init(reading row: inout RowReader) throws(StorageError) {
        item = try row.next()
        number = try row.next()
    }
}
