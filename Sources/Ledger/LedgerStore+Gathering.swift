package import Kernel
package import Storage

/// What somebody found afterwards: entries that are put into an anomaly, and decisions about several.
extension LedgerStore {
    /// Puts entries of one day, by their different keys, into the anomaly of a stream.
    ///
    /// The anomaly is begun where there is none. Nothing that is counted moves: it begins counted, and whoever
    /// may decides; nothing comes to one that is kept out by then. What belongs to an anomaly already stays in
    /// it. Sent again it finds what is there and changes nothing. Gives the number of the anomaly and how many
    /// came to it; nil where there is no such item, and where nothing came and there is no such stream.
    package static func gather(
        _ keys: [[UInt8]],
        of item: Subject,
        on day: CivilDate,
        as mark: LedgerMark,
        in transaction: inout Transaction
    ) throws(StorageError) -> (anomaly: Int, count: Int)? {
        precondition(!mark.isHeld && keys.count <= Limits.ledgerFound)
        guard let found = try lock(item, in: &transaction) else { return nil }
        let known = try anomaly(of: mark.stream, found, in: &transaction)
        if let known, keys.isEmpty || known.isHeld { return (known.number, 0) }
        guard !keys.isEmpty else { return nil }
        let last = try lastAnomaly(of: found, in: &transaction)
        let number = known?.number ?? last + 1
        let rows = try loose(keys, on: day, of: found, in: &transaction)
        guard !rows.isEmpty else { return known.map { ($0.number, 0) } }
        if known == nil { try begin(number, mark, day, of: found, in: &transaction) }
        let written = try transaction.insert(
            into: "ledger_found",
            columns: ["tenant_id", "item", "sequence", "anomaly"],
            rows: rows.map {
                [
                    transaction.tenant.sqlValue, found.number.sqlValue, $0.sequence.sqlValue,
                    number.sqlValue,
                ]
            }
        )
        guard written == rows.count else {
            throw StorageError(.constraint, "what was found was not all written down")
        }
        let counts = Dictionary(rows.map { ($0.section, 1) }, uniquingKeysWith: +)
        try add(counts, to: number, of: found, in: &transaction)
        return (number, rows.count)
    }

    /// Of these keys, the entries of a day that are in no anomaly; each is looked up by itself.
    private static func loose(
        _ keys: [[UInt8]],
        on day: CivilDate,
        of item: LedgerItem,
        in transaction: inout Transaction
    ) throws(StorageError) -> [FoundRow] {
        let asked = transaction.table(["entry_key"], keys.map { [$0.sqlValue] })
        return try transaction.all(
            """
            SELECT entry.sequence, entry.section
            FROM (\(asked)) AS asked
            CROSS JOIN ledger_entry AS entry
            WHERE entry.tenant_id = \(transaction.tenant) AND entry.item = \(item.number)
              AND entry.entry_key = asked.entry_key AND entry.day = \(day)
              AND entry.anomaly IS NULL
              AND NOT EXISTS (
                  SELECT 1 FROM ledger_found AS found
                  WHERE found.tenant_id = \(transaction.tenant) AND found.item = \(item.number)
                    AND found.sequence = entry.sequence
              )
            ORDER BY entry.sequence
            """
        )
    }

    private static func anomaly(
        of stream: [UInt8],
        _ item: LedgerItem,
        in transaction: inout Transaction
    ) throws(StorageError) -> GatheredRow? {
        try transaction.first(
            """
            SELECT number, is_held FROM ledger_anomaly
            WHERE tenant_id = \(transaction.tenant) AND item = \(item.number)
              AND stream = \(stream)
            """
        )
    }

    /// The item is locked: nobody takes the next number meanwhile.
    private static func lastAnomaly(
        of item: LedgerItem,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        try transaction.value(
            """
            SELECT coalesce(max(number), 0) FROM ledger_anomaly
            WHERE tenant_id = \(transaction.tenant) AND item = \(item.number)
            """
        ) ?? 0
    }

    private static func begin(
        _ number: Int,
        _ mark: LedgerMark,
        _ day: CivilDate,
        of item: LedgerItem,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO ledger_anomaly (tenant_id, item, number, stream, kind, day, is_held)
            VALUES (
                \(transaction.tenant), \(item.number), \(number), \(mark.stream), \(mark.kind),
                \(day), \(mark.isHeld)
            )
            """
        )
    }

    private static func add(
        _ counts: [String: Int],
        to number: Int,
        of item: LedgerItem,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let given = transaction.table(
            ["section", "entry_count"],
            counts.map { [$0.key.sqlValue, $0.value.sqlValue] }
        )
        try transaction.run(
            """
            INSERT INTO ledger_anomaly_section (tenant_id, item, number, section, entry_count)
            SELECT \(transaction.tenant), \(item.number), \(number), section, entry_count
            FROM (\(given)) AS given WHERE TRUE
            ON CONFLICT (tenant_id, item, number, section)
            DO UPDATE SET entry_count = ledger_anomaly_section.entry_count + excluded.entry_count
            """
        )
    }

    /// Decides about anomalies of one item, all of them or none; the item is locked here.
    ///
    /// Gives what became of it, and what the item counts publicly then.
    static func decide(
        _ decisions: [LedgerDecision],
        in transaction: inout Transaction
    ) throws(StorageError) -> (outcome: LedgerDecision.Outcome, publicCount: Int) {
        guard let subject = decisions.first?.item else { return (.unchanged, 0) }
        precondition(decisions.allSatisfy { $0.item == subject })
        // Held without a write: where nothing is decided, nothing was written.
        let items = try lock([subject], in: &transaction)
        guard let item = items[subject] else { return (.absent, 0) }
        var open: [(decision: LedgerDecision, anomaly: LedgerAnomaly)] = []
        for decision in decisions {
            let found = try anomaly(decision.anomaly, of: subject, in: &transaction)
            guard let found else { return (.absent, item.publicCount) }
            guard found.isHeld != decision.isHeld else { continue }
            open.append((decision, found))
        }
        guard !open.isEmpty else { return (.unchanged, item.publicCount) }
        var taken: [String: Int] = [:]
        for (decision, anomaly) in open where decision.isHeld {
            taken.merge(anomaly.sections, uniquingKeysWith: +)
        }
        for (section, count) in taken {
            guard try total(of: section, item, in: &transaction) >= count else {
                return (.belowNothing, item.publicCount)
            }
        }
        var change = 0
        for (decision, anomaly) in open {
            try decide(decision, about: anomaly, of: item, in: &transaction)
            change += decision.isHeld ? -anomaly.count : anomaly.count
        }
        return (.done(change), item.publicCount + change)
    }
}

private struct GatheredRow: RowReadable {
    let number: Int
    let isHeld: Bool

    init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        isHeld = try row.next()
    }
}

private struct FoundRow: RowReadable {
    let sequence: Int
    let section: String

    init(reading row: inout RowReader) throws(StorageError) {
        sequence = try row.next()
        section = try row.next()
    }
}
