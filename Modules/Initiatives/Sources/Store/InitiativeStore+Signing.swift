import Kernel
import Storage

/// What signing has to know of an initiative: when, and the key of its fingerprints.
struct InitiativeSigning: Sendable, Staged, RowReadable {
    let stage: Stage
    let period: CollectionPeriod?
    let endedAt: Instant?
    /// Nil once it was destroyed.
    let wrappedFingerprintKey: [UInt8]?

    init(reading row: inout RowReader) throws(StorageError) {
        stage = try row.next()
        period = try row.nextPeriod()
        endedAt = try row.next()
        wrappedFingerprintKey = try row.next()
    }
}

extension InitiativeStore {
    /// Short, and of many at once, because a crowd over many initiatives asks for each of them every
    /// second; those that do not exist are left out.
    static func signing(
        _ ids: [Initiative.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Initiative.ID: InitiativeSigning] {
        guard !ids.isEmpty else { return [:] }
        let asked = transaction.table(["id"], ids.map { [$0.text.sqlValue] })
        let rows: [SigningRow] = try transaction.all(
            """
            SELECT
                initiative.id, initiative.stage, initiative.first_day, initiative.last_day,
                initiative.ended_at, \(fingerprintKey(in: transaction))
            FROM (\(asked)) AS asked
            CROSS JOIN initiative
            WHERE initiative.tenant_id = \(transaction.tenant)
              AND initiative.space_id = \(transaction.space) AND initiative.id = asked.id
            """
        )
        return Dictionary(rows.map { ($0.id, $0.signing) }) { first, _ in first }
    }

    /// The wrapped key of an initiative's fingerprints, unless it was destroyed: a column of a statement
    /// about `initiative`.
    static func fingerprintKey(in transaction: borrowing Transaction) -> SQL {
        """
        (SELECT kept.wrapped FROM initiative_key AS kept
         WHERE kept.tenant_id = \(transaction.tenant) AND kept.space_id = \(transaction.space)
           AND kept.initiative_id = initiative.id)
        """
    }

    /// Keeps the wrapped key of a new initiative's fingerprints.
    static func keep(
        _ wrapped: [UInt8]?,
        of id: Initiative.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard let wrapped else { return }
        try transaction.run(
            """
            INSERT INTO initiative_key (tenant_id, space_id, initiative_id, wrapped)
            VALUES (\(transaction.tenant), \(transaction.space), \(id.text), \(wrapped))
            """
        )
    }

    /// Forgets the key: nothing can make it again.
    static func destroyFingerprintKey(
        of id: Initiative.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM initiative_key
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND initiative_id = \(id.text)
            """
        )
    }
}

private struct SigningRow: RowReadable {
    let id: Initiative.ID
    let signing: InitiativeSigning

    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        signing = try InitiativeSigning(reading: &row)
    }
}
