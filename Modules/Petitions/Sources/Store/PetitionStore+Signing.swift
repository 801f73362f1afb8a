import Kernel
import Spaces
import Storage

/// What signing has to know of a petition: how far it is, until when, and the key of its signatures.
struct PetitionSigning: Sendable, RowReadable {
    let stage: Stage
    let closesAt: Instant?
    /// What knows the link of its first supporters again.
    let supportersHash: [UInt8]?
    let terms: PetitionTerms
    /// Nil once it was destroyed.
    let wrappedKey: [UInt8]?

    init(reading row: inout RowReader) throws(StorageError) {
        stage = try row.next()
        closesAt = try row.next()
        supportersHash = try row.next()
        terms = try JSONText.decode(row.next())
        wrappedKey = try row.next()
    }

    func state(at now: Instant) -> PetitionState {
        PetitionState(stage: stage, closesAt: closesAt, at: now)
    }
}

extension PetitionStore {
    /// Short, and of many at once, because a crowd over many petitions asks for each of them every second;
    /// those that do not exist are left out.
    static func signing(
        _ ids: [Petition.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Petition.ID: PetitionSigning] {
        guard !ids.isEmpty else { return [:] }
        let asked = transaction.table(["id"], ids.map { [$0.sqlValue] })
        let rows: [SigningRow] = try transaction.all(
            """
            SELECT petition.id, petition.stage, petition.closes_at, petition.supporters_hash,
                petition.terms,
                (SELECT kept.wrapped FROM petition_key AS kept
                 WHERE kept.tenant_id = \(transaction.tenant)
                   AND kept.space_id = \(transaction.space) AND kept.petition_id = petition.id)
            FROM (\(asked)) AS asked
            CROSS JOIN petition
            WHERE petition.tenant_id = \(transaction.tenant)
              AND petition.space_id = \(transaction.space) AND petition.id = asked.id
            """
        )
        return Dictionary(rows.map { ($0.id, $0.signing) }) { first, _ in first }
    }

    /// Keeps the wrapped key of a new petition's signatures.
    static func keep(
        _ wrapped: [UInt8],
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO petition_key (tenant_id, space_id, petition_id, wrapped)
            VALUES (\(transaction.tenant), \(transaction.space), \(id.number), \(wrapped))
            """
        )
    }

    /// Forgets the key, and with it from where signatures came: nothing can make it again.
    static func destroyKey(
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM petition_key
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id.number)
            """
        )
        try transaction.run(
            """
            DELETE FROM petition_trace
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id.number)
            """
        )
        try transaction.run(
            """
            UPDATE petition
            SET key_destroyed_at = \(transaction.now), key_due_at = NULL, mark = mark + 1
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id.number)
            """
        )
    }

    /// Writes down from where signatures came, in keyed hashes: all of them in one statement.
    static func add(
        _ traces: [SignatureTraces.Trace],
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !traces.isEmpty else { return }
        let given = transaction.table(
            ["petition", "entry_key", "network", "domain", "at"],
            traces.map {
                [
                    $0.petition.sqlValue, $0.key.sqlValue, $0.network.sqlValue,
                    $0.domain.sqlValue, $0.at.sqlValue,
                ]
            }
        )
        // A key whose row was removed meanwhile, or whose petition is gone, is nobody's any more.
        try transaction.run(
            """
            INSERT INTO petition_trace (
                tenant_id, space_id, petition_id, entry_key, network, domain, at
            )
            SELECT \(transaction.tenant), \(transaction.space), given.petition,
                given.entry_key, given.network, given.domain, given.at
            FROM (\(given)) AS given
            CROSS JOIN petition_key AS kept
            WHERE kept.tenant_id = \(transaction.tenant) AND kept.space_id = \(transaction.space)
              AND kept.petition_id = given.petition
            ON CONFLICT (tenant_id, space_id, petition_id, entry_key) DO NOTHING
            """
        )
    }

    /// Forgets from where signatures came that are older than a day, so many at a time; gives how many.
    static func forgetTraces(
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let old = transaction.now.adding(.milliseconds(-Limits.signatureTraceMilliseconds))
        let gone: [Int] = try transaction.column(
            """
            DELETE FROM petition_trace
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND (petition_id, entry_key) IN (
                SELECT petition_id, entry_key FROM petition_trace
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                  AND at <= \(old)
                ORDER BY at LIMIT \(limit)
              )
            RETURNING petition_id
            """
        )
        return gone.count
    }
}

private struct SigningRow: RowReadable {
    let id: Petition.ID
    let signing: PetitionSigning

    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        signing = try PetitionSigning(reading: &row)
    }
}
