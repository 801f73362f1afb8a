import Jobs
import Kernel
import Spaces
import Storage
import Text
import Web

/// What the office reads and writes of petitions.
extension PetitionStore {
    /// The rows of a page of the queue, one more than it holds.
    ///
    /// Each stage is walked in the index by itself, as far as a page may need it.
    static func queue(
        _ visit: OfficeVisit,
        for reader: Member.ID?,
        in transaction: inout Transaction
    ) throws(StorageError) -> [OfficeRow] {
        let isBackward = visit.cursor?.isBackward == true
        let isAscending = (visit.order == .oldest) != isBackward
        let order: SQL = isAscending ? "stage_since, id" : "stage_since DESC, id DESC"
        let behind = visit.cursor.flatMap { place(of: $0, isAscending) } ?? "TRUE"
        guard visit.filter != .mine else {
            return try transaction.all(
                """
                SELECT \(rowColumns(in: transaction)) FROM petition
                WHERE petition.tenant_id = \(transaction.tenant)
                  AND petition.space_id = \(transaction.space)
                  AND petition.assigned_to = \(reader) AND petition.stage <> \(Stage.archived)
                  AND \(behind)
                ORDER BY \(order) LIMIT \(Limits.queueLength + 1)
                """
            )
        }
        let arms = visit.filter.stages.map { stage -> SQL in
            """
            SELECT * FROM (
                SELECT \(rowColumns(in: transaction)) FROM petition
                WHERE petition.tenant_id = \(transaction.tenant)
                  AND petition.space_id = \(transaction.space) AND petition.stage = \(stage)
                  AND \(behind)
                ORDER BY \(order) LIMIT \(Limits.queueLength + 1)
            ) AS arm
            """
        }
        let rows = arms.dropFirst().reduce(arms[0]) { "\($0) UNION ALL \($1)" }
        return try transaction.all(
            """
            SELECT * FROM (\(rows)) AS found ORDER BY \(order)
            LIMIT \(Limits.queueLength + 1)
            """
        )
    }

    /// Behind a row of the queue, in the direction in which it is read; nil for a place that is none.
    private static func place(of cursor: ListCursor, _ isAscending: Bool) -> SQL? {
        guard let id = Petition.ID(cursor.id) else { return nil }
        return isAscending
            ? "(petition.stage_since, petition.id) > (\(cursor.value), \(id))"
            : "(petition.stage_since, petition.id) < (\(cursor.value), \(id))"
    }

    /// Read in this order by `OfficeRow.init(reading:)`.
    private static func rowColumns(in transaction: borrowing Transaction) -> SQL {
        """
        petition.id AS id, petition.title, petition.language, petition.stage,
        petition.stage_since AS stage_since, petition.due_at, petition.closes_at,
        petition.claimed_by, petition.claimed_until, petition.assigned_to,
        (SELECT line.signatures FROM petition_line AS line
         WHERE line.tenant_id = \(transaction.tenant) AND line.space_id = \(transaction.space)
           AND line.id = petition.id) AS signatures
        """
    }

    /// Those of some that are the office's, in no particular order.
    static func officeRows(
        _ ids: [Petition.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [OfficeRow] {
        guard !ids.isEmpty else { return [] }
        return try transaction.all(
            """
            SELECT \(rowColumns(in: transaction)) FROM petition
            WHERE petition.tenant_id = \(transaction.tenant)
              AND petition.space_id = \(transaction.space) AND petition.id IN (\(list: ids))
              AND petition.stage NOT IN (\(Stage.draft), \(Stage.gathering))
            LIMIT \(ids.count)
            """
        )
    }

    /// Whole petitions, those of some that are there.
    static func all(
        _ ids: [Petition.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Petition] {
        guard !ids.isEmpty else { return [] }
        return try transaction.all(
            """
            SELECT \(columns(in: transaction)) FROM petition
            WHERE petition.tenant_id = \(transaction.tenant)
              AND petition.space_id = \(transaction.space) AND petition.id IN (\(list: ids))
            LIMIT \(ids.count)
            """
        )
    }

    /// Whether readers may see one, as far as moderation is concerned; of a row that is locked.
    static func setShown(
        _ isShown: Bool,
        _ id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE petition SET is_shown = \(isShown), mark = mark + 1
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id)
            """
        )
    }

    // Who looks at one.

    /// Lets somebody work at a petition until an instant; nil when somebody else does.
    static func claim(
        _ id: Petition.ID,
        by member: Member.ID,
        until end: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            UPDATE petition SET claimed_by = \(member), claimed_until = \(end)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id)
              AND (claimed_by IS NULL OR claimed_by = \(member)
                OR claimed_until <= \(transaction.now))
            RETURNING claimed_until
            """
        )
    }

    static func release(
        _ id: Petition.ID,
        by member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE petition SET claimed_by = NULL, claimed_until = NULL
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id) AND claimed_by = \(member)
            """
        )
    }

    /// Gives a petition to somebody of the staff, or to nobody.
    static func assign(
        _ id: Petition.ID,
        to member: Member.ID?,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE petition SET assigned_to = \(member)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id)
            """
        )
    }

    /// Forgets that somebody worked at petitions or was given some.
    static func forgetStaff(
        _ member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE petition SET claimed_by = NULL, claimed_until = NULL
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND claimed_by = \(member)
            """
        )
        try transaction.run(
            """
            UPDATE petition SET assigned_to = NULL
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND assigned_to = \(member)
            """
        )
    }

    /// How many are in each of some stages.
    static func counts(
        of stages: [Stage],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Stage: Int] {
        let rows: [StageCountRow] = try transaction.all(
            """
            SELECT stage, count(*) FROM petition
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND stage IN (\(list: stages))
            GROUP BY stage ORDER BY stage LIMIT \(stages.count)
            """
        )
        return Dictionary(rows.map { ($0.stage, $0.count) }) { first, _ in first }
    }

    /// The first petitions in some stages that are not of this legislature yet.
    static func ids(
        in stages: [Stage],
        outside legislature: String,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Petition.ID] {
        guard !stages.isEmpty else { return [] }
        return try transaction.column(
            """
            SELECT id FROM petition
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND stage IN (\(list: stages))
              AND (legislature IS NULL OR legislature <> \(legislature))
            ORDER BY id LIMIT \(limit)
            """
        )
    }

    /// Has each petition that is signed weighed soon, and with its next signature: thresholds are others now.
    static func measureAnew(in transaction: inout Transaction) throws(StorageError) {
        try transaction.run(
            """
            UPDATE petition_line SET up_at = 0
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND list = \(PetitionList.open.rawValue)
            """
        )
        try PetitionClosing.agenda.note(transaction.now, in: &transaction)
    }

    /// When the stage of a petition has to be over from now on.
    static func setDue(
        _ due: Instant?,
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE petition SET due_at = \(due), mark = mark + 1
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id)
            """
        )
    }
}

private struct StageCountRow: RowReadable {
    let stage: Stage
    let count: Int

    init(reading row: inout RowReader) throws(StorageError) {
        stage = try row.next()
        count = try row.next()
    }
}

extension OfficeRow: RowReadable {
    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        title = try row.next()
        language = try row.next()
        stage = try row.next()
        since = try row.next()
        dueAt = try row.next()
        closesAt = try row.next()
        claimedBy = try row.next()
        claimedUntil = try row.next()
        assignedTo = try row.next()
        let counted: Int? = try row.next()
        signatures = counted ?? 0
    }
}
