import Kernel
import Storage

/// From the queue to what came of it, always as one run: what another run has taken over is left alone.
extension WorkStore {
    /// The latest for which a piece is planned: one that is to wait longer was planned by a clock that was
    /// ahead, and is due.
    private static func latestPlan(at now: Instant) -> Instant {
        now.adding(WorkFloor.longestPause).latestBelievable
    }

    /// Which institutions have work that is due and that this run is not at already.
    ///
    /// It goes from one institution with work to the next in the index: whoever has none costs nothing.
    static func tenantsWithDue(
        except run: String,
        at now: Instant,
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> [Tenant.ID] {
        let institutions = transaction.tenants(in: "work_item", where: "state = 'waiting'")
        return try transaction.column(
            """
            WITH institution (tenant_id) AS (\(institutions))
            SELECT tenant_id FROM institution
            WHERE EXISTS (
                SELECT 1 FROM work_item
                WHERE work_item.tenant_id = institution.tenant_id AND work_item.state = 'waiting'
                  AND (work_item.next_at <= \(now) OR work_item.next_at > \(latestPlan(at: now)))
                  AND (work_item.run IS NULL OR work_item.run <> \(run))
            )
            LIMIT \(Limits.tenants)
            """
        )
    }

    /// Begins the piece that is due longest; nil when there is none that this run is not at already.
    ///
    /// A piece on which another run has its name belonged to a process that died, or was given up: jobs
    /// are run by one process at a time.
    static func begin(
        as run: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> WorkItem? {
        let now = transaction.now
        return try transaction.first(
            """
            UPDATE work_item SET run = \(run), tries = tries + 1, done = 0, total = 0
            WHERE tenant_id = \(transaction.tenant) AND id = (
                SELECT due.id FROM work_item AS due
                WHERE due.tenant_id = \(transaction.tenant) AND due.state = 'waiting'
                  AND (due.next_at <= \(now) OR due.next_at > \(latestPlan(at: now)))
                  AND (due.run IS NULL OR due.run <> \(run))
                ORDER BY due.next_at, due.id LIMIT 1
            )
            RETURNING \(WorkItem.columns)
            """
        )
    }

    /// Notes how far it is; false when it was cancelled, or another run has taken it over.
    static func report(
        _ id: String,
        as run: String,
        done: Int,
        total: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let found: String? = try transaction.value(
            """
            UPDATE work_item SET done = \(done), total = \(total)
            WHERE tenant_id = \(transaction.tenant) AND id = \(id) AND run = \(run)
              AND state = 'waiting'
            RETURNING id
            """
        )
        return found != nil
    }

    /// Whether a run is still at it: it was neither cancelled nor taken over.
    static func isHeld(
        _ id: String,
        by run: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let found: String? = try transaction.value(
            """
            SELECT id FROM work_item
            WHERE tenant_id = \(transaction.tenant) AND id = \(id) AND run = \(run)
              AND state = 'waiting'
            """
        )
        return found != nil
    }

    /// Ends it, with what came of it; false as ``report(_:as:done:total:in:)`` says.
    static func finish(
        _ id: String,
        as run: String,
        _ end: WorkEnd,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let found: String? = try transaction.value(
            """
            UPDATE work_item
            SET state = \(end.state.rawValue), run = NULL, words = \(end.words),
                file_id = \(end.file), bytes = \(end.bytes), expires_at = \(end.expiresAt)
            WHERE tenant_id = \(transaction.tenant) AND id = \(id) AND run = \(run)
              AND state = 'waiting'
            RETURNING id
            """
        )
        return found != nil
    }

    /// Gives it back, to be tried at an instant; `tries` counts this time or does not.
    static func giveBack(
        _ id: String,
        as run: String,
        until next: Instant,
        tries: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE work_item SET run = NULL, next_at = \(next), tries = \(tries)
            WHERE tenant_id = \(transaction.tenant) AND id = \(id) AND run = \(run)
              AND state = 'waiting'
            """
        )
    }
}

/// How a piece of work ends.
struct WorkEnd: Sendable {
    let state: WorkItem.State
    /// Sealed.
    var words: [UInt8]?
    var file: String?
    /// Of the file; zero without one.
    var bytes = 0
    let expiresAt: Instant
}
