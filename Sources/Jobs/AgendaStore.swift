import Kernel
import Storage

/// Every SQL text that touches `agenda`.
///
/// A row says when a job has to look at a space: `due_at`, or never when that is NULL. Rows stay, so that
/// `seen_at` tells by which clock a job looked last.
enum AgendaStore {
    /// Where a job has something to do; one statement, however many rows there are.
    ///
    /// The one looked at longest ago comes first, so that a crowd in one holds up the others once at most.
    /// What was last looked at by a clock that was ahead is due: who knows what that clock did there.
    static func due(
        _ job: String,
        at now: Instant,
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> [AgendaEntry] {
        try transaction.all(
            """
            SELECT tenant_id, space_id, seen_at FROM agenda WHERE job = \(job) AND due_at <= \(now)
            UNION
            SELECT tenant_id, space_id, seen_at FROM agenda
            WHERE job = \(job) AND seen_at > \(now.latestBelievable)
            ORDER BY seen_at, tenant_id, space_id LIMIT \(Limits.agendaEntries)
            """
        )
    }

    /// Lets a job look at this instant or before.
    ///
    /// The row is held until the transaction ends, even where nothing of it changes: so whoever settles it
    /// beside this (``settle(_:_:at:next:in:)``) waits and sees the cause, or this one waits and sees what
    /// was settled. Only what stands far enough ahead that nobody can settle it meanwhile is left alone.
    static func note(
        _ job: String,
        _ space: Space.ID,
        _ due: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let far = transaction.now.adding(.milliseconds(Limits.agendaMarginMilliseconds))
        let noted: Instant? = try transaction.value(
            """
            SELECT due_at FROM agenda
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(space) AND job = \(job)
              AND due_at > \(far) AND due_at <= \(due)
            """
        )
        guard noted == nil else { return }
        try transaction.run(
            """
            INSERT INTO agenda (tenant_id, space_id, job, due_at, seen_at)
            VALUES (\(transaction.tenant), \(space), \(job), \(due), \(transaction.now))
            ON CONFLICT (tenant_id, space_id, job) DO UPDATE SET due_at = excluded.due_at
            WHERE agenda.due_at IS NULL OR agenda.due_at > excluded.due_at
            """
        )
    }

    /// Writes when a job has to look again, which `next` reads while nobody else can note anything here.
    ///
    /// For `lockedRows` alone: the row is locked first, and what is read afterwards is what is stored then.
    static func settle(
        _ job: String,
        _ space: Space.ID,
        next: (inout Transaction) throws -> Instant?,
        in transaction: inout Transaction
    ) throws {
        try transaction.run(
            """
            UPDATE agenda SET seen_at = \(transaction.now)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(space) AND job = \(job)
            """
        )
        let due = try next(&transaction)
        try transaction.run(
            """
            UPDATE agenda SET due_at = \(due)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(space) AND job = \(job)
            """
        )
    }

    /// Whether a job looks here by then.
    static func isNoted(
        _ job: String,
        _ space: Space.ID,
        by due: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let noted: Instant? = try transaction.value(
            """
            SELECT due_at FROM agenda
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(space) AND job = \(job)
              AND due_at <= \(due)
            """
        )
        return noted != nil
    }
}
