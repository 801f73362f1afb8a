import Kernel
import Storage
import Vault

/// Every SQL text that touches `audit_entry` and `audit_end`.
enum AuditStore {
    /// Read in this order by `AuditRow.init(reading:)`.
    private static let columns: SQL =
        "number, at, actor, space_id, kind, subject_id, action, details, seal"

    /// Where the chain of an institution ends, and what proves it.
    struct End: RowReadable {
        let number: Int
        let seal: [UInt8]
        let proof: [UInt8]

        init(reading row: inout RowReader) throws(StorageError) {
            number = try row.next()
            seal = try row.next()
            proof = try row.next()
        }
    }

    /// The end of the chain, held until the transaction ends: whoever writes next waits.
    static func lockEnd(
        _ key: AuditKey,
        in transaction: inout Transaction
    ) throws(StorageError) -> End {
        if let end = try heldEnd(in: &transaction) { return end }
        try transaction.run(
            """
            INSERT INTO audit_end (tenant_id, number, seal, proof)
            VALUES (\(transaction.tenant), 0, \([UInt8]()), \(key.proof(ofEnd: 0, seal: [])))
            ON CONFLICT (tenant_id) DO NOTHING
            """
        )
        guard let end = try heldEnd(in: &transaction) else {
            throw StorageError(.other, "a chain has no end")
        }
        return end
    }

    private static func heldEnd(
        in transaction: inout Transaction
    ) throws(StorageError) -> End? {
        try transaction.first(
            """
            SELECT number, seal, proof FROM audit_end
            WHERE tenant_id = \(transaction.tenant) \(transaction.holding("audit_end"))
            """
        )
    }

    /// Nil before the first entry.
    static func end(in transaction: inout Transaction) throws(StorageError) -> End? {
        try transaction.first(
            """
            SELECT number, seal, proof FROM audit_end WHERE tenant_id = \(transaction.tenant)
            """
        )
    }

    static func move(
        to number: Int,
        _ seal: [UInt8],
        proof: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE audit_end SET number = \(number), seal = \(seal), proof = \(proof)
            WHERE tenant_id = \(transaction.tenant)
            """
        )
    }

    static func add(
        _ rows: [AuditRow],
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard rows.count == 1 else { return try addMany(rows, in: &transaction) }
        let (entry, seal) = (rows[0].entry, rows[0].seal)
        try transaction.run(
            """
            INSERT INTO audit_entry (
                tenant_id, number, at, actor, space_id, kind, subject_id, action, details, seal
            )
            VALUES (
                \(transaction.tenant), \(entry.number), \(entry.at), \(entry.actor.text),
                \(entry.subject.space), \(entry.subject.kind), \(entry.subject.id),
                \(entry.action.name), \(entry.details), \(seal)
            )
            """
        )
    }

    private static func addMany(
        _ rows: [AuditRow],
        in transaction: inout Transaction
    ) throws(StorageError) {
        let tenant = transaction.tenant
        let written = try transaction.insert(
            into: "audit_entry",
            columns: [
                "tenant_id", "number", "at", "actor", "space_id", "kind", "subject_id", "action",
                "details", "seal",
            ],
            rows: rows.map { row in
                let entry = row.entry
                return [
                    tenant.sqlValue, entry.number.sqlValue, entry.at.sqlValue,
                    entry.actor.text.sqlValue, entry.subject.space.sqlValue,
                    entry.subject.kind.sqlValue, entry.subject.id.sqlValue,
                    entry.action.name.sqlValue, entry.details.sqlValue, row.seal.sqlValue,
                ]
            }
        )
        guard written == rows.count else {
            throw StorageError(.other, "\(written) of \(rows.count) entries were written")
        }
    }

    /// In the order of the chain, behind a number.
    static func rows(
        after number: Int,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [AuditRow] {
        try transaction.all(
            """
            SELECT \(columns) FROM audit_entry
            WHERE tenant_id = \(transaction.tenant) AND number > \(number)
            ORDER BY number LIMIT \(limit)
            """
        )
    }

    /// The newest first, before a number; of a stretch of time in the order of their instants, because
    /// whoever writes last has not always begun last.
    static func entries(
        _ search: AuditSearch,
        before number: Int?,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [AuditEntry] {
        let order: SQL = search.time == nil ? "number DESC" : "at DESC, number DESC"
        let rows: [AuditRow] = try transaction.all(
            """
            SELECT \(columns) FROM audit_entry
            WHERE tenant_id = \(transaction.tenant)
              \(place(search, before: number, in: transaction)) \(condition(search))
            ORDER BY \(order) LIMIT \(limit)
            """
        )
        return rows.map(\.entry)
    }

    private static func place(
        _ search: AuditSearch,
        before number: Int?,
        in transaction: borrowing Transaction
    ) -> SQL {
        guard let time = search.time else { return "AND number < \(number ?? Int.max)" }
        let inside: SQL = "AND at >= \(time.lowerBound) AND at < \(time.upperBound)"
        guard let number else { return inside }
        return """
            \(inside) AND (at, number) < ((
                SELECT last.at FROM audit_entry AS last
                WHERE last.tenant_id = \(transaction.tenant) AND last.number = \(number)
            ), \(number))
            """
    }

    private static func condition(_ search: AuditSearch) -> SQL {
        var condition: SQL = ""
        if let actor = search.actor { condition = "AND actor = \(actor.text)" }
        if let action = search.action { condition = "\(condition) AND action = \(action.name)" }
        if let subject = search.subject {
            condition = """
                \(condition) AND space_id = \(subject.space) AND kind = \(subject.kind)
                AND subject_id = \(subject.id)
                """
        }
        return condition
    }
}

/// An entry with its seal.
struct AuditRow: RowReadable {
    let entry: AuditEntry
    let seal: [UInt8]

    init(_ entry: AuditEntry, _ seal: [UInt8]) {
        self.entry = entry
        self.seal = seal
    }

    init(reading row: inout RowReader) throws(StorageError) {
        let number: Int = try row.next()
        let at: Instant = try row.next()
        let actor: String = try row.next()
        let subject = try Subject(reading: &row)
        let action: String = try row.next()
        entry = AuditEntry(
            number: number,
            at: at,
            actor: AuditActor(kept: actor),
            subject: subject,
            action: AuditAction(action),
            details: try row.next()
        )
        seal = try row.next()
    }
}
