package import Kernel
package import Storage

/// What came in streams, and what was decided about it.
extension LedgerStore {
    /// The anomalies of an item that hold something, the latest first.
    ///
    /// One whose people took theirs back, or came only beside counted ones, is empty.
    package static func anomalies(
        of item: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> [LedgerAnomaly] {
        let rows: [AnomalyRow] = try transaction.all(
            """
            SELECT number, kind, day, is_held FROM ledger_anomaly AS anomaly
            WHERE tenant_id = \(transaction.tenant) AND item = \(number(of: item, in: transaction))
              AND EXISTS (
                  SELECT 1 FROM ledger_anomaly_section AS part
                  WHERE part.tenant_id = anomaly.tenant_id AND part.item = anomaly.item
                    AND part.number = anomaly.number AND part.entry_count > 0
              )
            ORDER BY number DESC LIMIT \(Limits.ledgerAnomaliesShown)
            """
        )
        guard let oldest = rows.last?.number else { return [] }
        let parts: [PartRow] = try transaction.all(
            """
            SELECT number, section, entry_count FROM ledger_anomaly_section
            WHERE tenant_id = \(transaction.tenant) AND item = \(number(of: item, in: transaction))
              AND number >= \(oldest) AND entry_count > 0
            ORDER BY number, section LIMIT \(Limits.ledgerAnomaliesShown * 100)
            """
        )
        let sections = Dictionary(grouping: parts, by: \.number)
        return rows.map { row in
            LedgerAnomaly(
                number: row.number,
                kind: row.kind,
                day: row.day,
                isHeld: row.isHeld,
                sections: Self.counts(sections[row.number, default: []])
            )
        }
    }

    /// One of them.
    package static func anomaly(
        _ number: Int,
        of item: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> LedgerAnomaly? {
        let itemNumber = Self.number(of: item, in: transaction)
        let row: AnomalyRow? = try transaction.first(
            """
            SELECT number, kind, day, is_held FROM ledger_anomaly
            WHERE tenant_id = \(transaction.tenant) AND item = \(itemNumber)
              AND number = \(number)
            """
        )
        guard let row else { return nil }
        let parts: [PartRow] = try transaction.all(
            """
            SELECT number, section, entry_count FROM ledger_anomaly_section
            WHERE tenant_id = \(transaction.tenant) AND item = \(itemNumber)
              AND number = \(number) AND entry_count > 0
            ORDER BY section LIMIT 1000
            """
        )
        return LedgerAnomaly(
            number: row.number,
            kind: row.kind,
            day: row.day,
            isHeld: row.isHeld,
            sections: counts(parts)
        )
    }

    private static func counts(_ parts: [PartRow]) -> [String: Int] {
        Dictionary(parts.map { ($0.section, $0.count) }) { first, _ in first }
    }

    /// What was decided about the anomalies of an item, the latest first.
    package static func decisions(
        about item: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> [DecidedAnomaly] {
        try transaction.all(
            """
            SELECT anomaly, is_held, day, entry_count, decided_by, reason
            FROM ledger_anomaly_decision
            WHERE tenant_id = \(transaction.tenant) AND item = \(number(of: item, in: transaction))
            ORDER BY number DESC LIMIT \(Limits.ledgerAnomaliesShown)
            """
        )
    }

    /// How many anomalies wait for a first decision, by items of a kind in these spaces.
    ///
    /// Begun from anomalies: there are few of them, and an institution may have thousands of items.
    package static func undecided(
        _ kind: Subject.Kind,
        of spaces: [Space.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [UndecidedAnomalies] {
        guard !spaces.isEmpty else { return [] }
        return try transaction.all(
            """
            SELECT item.space_id, item.kind, item.id, count(*)
            FROM ledger_anomaly AS anomaly CROSS JOIN ledger_item AS item
            WHERE anomaly.tenant_id = \(transaction.tenant)
              AND item.tenant_id = \(transaction.tenant) AND item.number = anomaly.item
              AND item.space_id IN (\(list: spaces)) AND item.kind = \(kind)
              AND EXISTS (
                SELECT 1 FROM ledger_anomaly_section AS part
                WHERE part.tenant_id = anomaly.tenant_id AND part.item = anomaly.item
                  AND part.number = anomaly.number AND part.entry_count > 0
              )
              AND NOT EXISTS (
                SELECT 1 FROM ledger_anomaly_decision AS decision
                WHERE decision.tenant_id = anomaly.tenant_id AND decision.item = anomaly.item
                  AND decision.anomaly = anomaly.number
              )
            GROUP BY item.space_id, item.kind, item.id
            ORDER BY item.space_id, item.id LIMIT \(Limits.concernsOfModule)
            """
        )
    }

    /// What a member decided about anomalies, in all spaces of the tenant.
    package static func decisions(
        by member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [DecidedAnomaly] {
        try transaction.all(
            """
            SELECT anomaly, is_held, day, entry_count, decided_by, reason
            FROM ledger_anomaly_decision
            WHERE tenant_id = \(transaction.tenant) AND decided_by = \(member)
            ORDER BY item, number LIMIT 10000
            """
        )
    }

    /// Forgets who decided; what was decided stays.
    package static func forgetDecider(
        _ member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE ledger_anomaly_decision SET decided_by = NULL
            WHERE tenant_id = \(transaction.tenant) AND decided_by = \(member)
            """
        )
    }

    /// Writes a decision down, with what it changes; the item is locked.
    static func decide(
        _ decision: LedgerDecision,
        about anomaly: LedgerAnomaly,
        of item: LedgerItem,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE ledger_anomaly SET is_held = \(decision.isHeld)
            WHERE tenant_id = \(transaction.tenant) AND item = \(item.number)
              AND number = \(anomaly.number)
            """
        )
        let sign = decision.isHeld ? -1 : 1
        let changes = Dictionary(
            uniqueKeysWithValues: anomaly.sections.map {
                (HeldPart(item: item.number, section: $0.key), sign * $0.value)
            }
        )
        try adjust(by: changes, in: &transaction)
        try show(changes, in: &transaction)
        let last: Int? = try transaction.value(
            """
            SELECT coalesce(max(number), 0) FROM ledger_anomaly_decision
            WHERE tenant_id = \(transaction.tenant) AND item = \(item.number)
            """
        )
        try transaction.run(
            """
            INSERT INTO ledger_anomaly_decision (
                tenant_id, item, number, anomaly, day, is_held, entry_count, decided_by, reason
            )
            VALUES (
                \(transaction.tenant), \(item.number), \((last ?? 0) + 1), \(anomaly.number),
                \(decision.day), \(decision.isHeld), \(anomaly.count), \(decision.decidedBy),
                \(decision.reason)
            )
            """
        )
    }

    /// Takes one entry from what is counted of an anomaly; gives whether it was kept out of public counts.
    static func unmark(
        _ entry: CountedEntry,
        of item: LedgerItem,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        guard let anomaly = entry.anomaly else { return false }
        try transaction.run(
            """
            DELETE FROM ledger_found
            WHERE tenant_id = \(transaction.tenant) AND item = \(item.number)
              AND sequence = \(entry.sequence)
            """
        )
        try transaction.run(
            """
            UPDATE ledger_anomaly_section SET entry_count = entry_count - 1
            WHERE tenant_id = \(transaction.tenant) AND item = \(item.number)
              AND number = \(anomaly) AND section = \(entry.section)
            """
        )
        let isHeld: Bool? = try transaction.value(
            """
            SELECT is_held FROM ledger_anomaly
            WHERE tenant_id = \(transaction.tenant) AND item = \(item.number)
              AND number = \(anomaly)
            """
        )
        guard isHeld == true else { return false }
        let part = HeldPart(item: item.number, section: entry.section)
        try adjust(by: [part: 1], in: &transaction)
        return true
    }
}

/// An item with anomalies about which nobody has decided yet.
package struct UndecidedAnomalies: Sendable, RowReadable {
    package let subject: Subject
    package let count: Int

    package init(reading row: inout RowReader) throws(StorageError) {
        subject = try Subject(reading: &row)
        count = try row.next()
    }
}

private struct AnomalyRow: RowReadable {
    let number: Int
    let kind: String
    let day: CivilDate
    let isHeld: Bool

    init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        kind = try row.next()
        day = try row.next()
        isHeld = try row.next()
    }
}

private struct PartRow: RowReadable {
    let number: Int
    let section: String
    let count: Int

    init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        section = try row.next()
        count = try row.next()
    }
}

extension DecidedAnomaly: RowReadable {
    package init(reading row: inout RowReader) throws(StorageError) {
        anomaly = try row.next()
        isHeld = try row.next()
        day = try row.next()
        count = try row.next()
        decidedBy = try row.next()
        reason = try row.next()
    }
}
