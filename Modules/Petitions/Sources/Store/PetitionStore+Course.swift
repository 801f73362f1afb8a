import Kernel
import Spaces
import Storage

/// What a job has to look at, and when.
extension PetitionStore {
    /// When the next collection ends that nobody has closed, or the next key has to be destroyed, or the next
    /// trace forgotten: in the past or to come.
    static func nextTurn(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        let ends = [Stage.gathering, .collecting, .reached].map { stage -> SQL in
            """
            (SELECT closes_at FROM petition
             WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
               AND stage = \(stage) AND closes_at IS NOT NULL
             ORDER BY closes_at LIMIT 1)
            """
        }
        let row: TurnRow? = try transaction.first(
            """
            SELECT \(SQL.list(ends)),
                (SELECT key_due_at FROM petition
                 WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                   AND key_due_at IS NOT NULL
                 ORDER BY key_due_at LIMIT 1),
                (SELECT at FROM petition_trace
                 WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                 ORDER BY at LIMIT 1)
            """
        )
        return row?.earliest
    }

    /// Collections of a stage whose end has passed and that nobody has closed, the earliest first.
    ///
    /// Signatures that came in time may still be waiting to be counted, and one of them may reach the threshold:
    /// they have the grace of a minute.
    static func over(
        _ stage: Stage,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Petition.ID] {
        let end = transaction.now.adding(.milliseconds(-Limits.petitionGraceMilliseconds))
        return try transaction.column(
            """
            SELECT id FROM petition
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND stage = \(stage) AND closes_at <= \(end)
            ORDER BY closes_at, id LIMIT \(limit)
            """
        )
    }

    /// Those whose key has to be destroyed by now, the earliest first.
    static func keysDue(
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Petition.ID] {
        try transaction.column(
            """
            SELECT id FROM petition
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND key_due_at <= \(transaction.now)
            ORDER BY key_due_at, id LIMIT \(limit)
            """
        )
    }

    /// Open petitions that have to be weighed by thresholds that were changed, some of them.
    static func unweighed(
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Petition.ID] {
        try transaction.column(
            """
            SELECT id FROM petition_line
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND list = \(PetitionList.open.rawValue) AND up_at = 0
            ORDER BY published_at, id LIMIT \(limit)
            """
        )
    }

    /// When counters and rows are looked at next; nil where nothing is counted.
    static func nextCheck(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT check_at FROM petition_line
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND check_at IS NOT NULL
            ORDER BY check_at LIMIT 1
            """
        )
    }

    /// Those whose counters and rows are to be looked at by now.
    static func checksDue(
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Petition.ID] {
        try transaction.column(
            """
            SELECT id FROM petition_line
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND check_at <= \(transaction.now)
            ORDER BY check_at, id LIMIT \(limit)
            """
        )
    }

    /// Notes what was found, and when to look again; a former alarm ends where all is right.
    static func noteCheck(
        of id: Petition.ID,
        next: Instant?,
        alarm: String?,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let at = alarm == nil ? nil : transaction.now
        try transaction.run(
            """
            UPDATE petition_line
            SET check_at = \(next), alarm_at = \(at), alarm = \(alarm)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id.number)
            """
        )
    }

    /// Petitions of these spaces whose counter, rows and numbers are not equal.
    static func alarmed(
        in spaces: [Space.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [PetitionAlarm] {
        guard !spaces.isEmpty else { return [] }
        return try transaction.all(
            """
            SELECT space_id, id, alarm_at, alarm FROM petition_line
            WHERE tenant_id = \(transaction.tenant) AND space_id IN (\(list: spaces))
              AND alarm_at IS NOT NULL
            ORDER BY space_id, alarm_at, id LIMIT \(Limits.concernsOfModule)
            """
        )
    }
}

/// A petition whose counter, rows and numbers are not equal.
struct PetitionAlarm: Sendable, RowReadable {
    let space: Space.ID
    let id: Petition.ID
    let at: Instant
    /// The figures, for whoever runs the server.
    let text: String

    init(reading row: inout RowReader) throws(StorageError) {
        space = try row.next()
        id = try row.next()
        at = try row.next()
        text = try row.next()
    }
}

private struct TurnRow: RowReadable {
    let earliest: Instant?

    init(reading row: inout RowReader) throws(StorageError) {
        let gathering: Instant? = try row.next()
        let collecting: Instant? = try row.next()
        let reached: Instant? = try row.next()
        let key: Instant? = try row.next()
        let trace: Instant? = try row.next()
        let forgotten = trace?.adding(.milliseconds(Limits.signatureTraceMilliseconds))
        let closed = [gathering, collecting, reached].compactMap { end in
            end?.adding(.milliseconds(Limits.petitionGraceMilliseconds))
        }
        earliest = (closed + [key, forgotten].compactMap(\.self)).min()
    }
}
