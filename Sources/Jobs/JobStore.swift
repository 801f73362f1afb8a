import Kernel
package import Storage

/// Every SQL text that touches `job`.
package enum JobStore {
    /// Read in this order by `JobState.init(reading:)`.
    private static let columns: SQL = """
        id, next_at, claimed_by, claimed_until, started_at, finished_at, succeeded_at, summary,
        failure, failures, run_count
        """

    /// Every job that was ever known, by its name.
    package static func states(
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> [JobState] {
        try transaction.all("SELECT \(columns) FROM job ORDER BY id LIMIT \(Limits.jobs)")
    }

    /// Makes the rows that are missing; new jobs are due at once.
    static func add(
        _ ids: [String],
        at now: Instant,
        in transaction: inout SharedTransaction
    ) throws(StorageError) {
        for id in ids {
            try transaction.run(
                """
                INSERT INTO job (id, next_at) VALUES (\(id), \(now))
                ON CONFLICT (id) DO NOTHING
                """
            )
        }
    }

    /// Takes a job that is free and planned within `plan` of now; nil when another process was faster.
    ///
    /// One statement: whichever process comes second no longer finds the row free. A claim that ran
    /// out belonged to a process that died, and that counts as a failure; so does one until `dead`.
    static func claim(
        _ id: String,
        by process: String,
        until end: Instant,
        planned plan: JobPlan,
        dead: Instant?,
        at now: Instant,
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> JobState? {
        try transaction.first(
            """
            UPDATE job
            SET failures = failures + CASE WHEN claimed_by IS NULL THEN 0 ELSE 1 END,
                failure = CASE WHEN claimed_by IS NULL THEN failure ELSE \(died) END,
                claimed_by = \(process), claimed_until = \(end), started_at = \(now),
                run_count = run_count + 1
            WHERE id = \(id) AND (next_at <= \(plan.due) OR next_at > \(plan.latest))
              AND (claimed_until IS NULL OR claimed_until <= \(now)
                OR claimed_until = \(dead ?? now))
            RETURNING \(columns)
            """
        )
    }

    /// Says that the job is still running here; false when another process has taken it.
    static func renew(
        _ id: String,
        by process: String,
        until end: Instant,
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> Bool {
        let renewed: String? = try transaction.value(
            """
            UPDATE job SET claimed_until = \(end) WHERE id = \(id) AND claimed_by = \(process)
            RETURNING id
            """
        )
        return renewed != nil
    }

    /// Records a run that did its work, and gives the job back.
    static func succeed(
        _ id: String,
        by process: String,
        summary: String?,
        nextAt: Instant,
        at now: Instant,
        in transaction: inout SharedTransaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE job
            SET claimed_by = NULL, claimed_until = NULL, next_at = \(nextAt), finished_at = \(now),
                succeeded_at = \(now), summary = coalesce(\(summary), summary), failure = NULL,
                failures = 0
            WHERE id = \(id) AND claimed_by = \(process)
            """
        )
    }

    /// Records a run that failed, and gives the job back.
    static func fail(
        _ id: String,
        by process: String,
        failure: String,
        nextAt: Instant,
        at now: Instant,
        in transaction: inout SharedTransaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE job
            SET claimed_by = NULL, claimed_until = NULL, next_at = \(nextAt), finished_at = \(now),
                failure = \(failure), failures = failures + 1
            WHERE id = \(id) AND claimed_by = \(process)
            """
        )
    }

    /// Gives back a job whose run was cut off without a fault of its own.
    static func release(
        _ id: String,
        by process: String,
        nextAt: Instant,
        in transaction: inout SharedTransaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE job SET claimed_by = NULL, claimed_until = NULL, next_at = \(nextAt)
            WHERE id = \(id) AND claimed_by = \(process)
            """
        )
    }

    private static let died = "the process that ran it died"
}
