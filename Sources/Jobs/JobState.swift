package import Kernel
package import Storage

/// What is known of a job: when it ran, how that ended, when it runs again.
package struct JobState: Sendable, Hashable, RowReadable {
    package let id: String
    package let nextAt: Instant
    /// The process that runs it, and until when it has said so.
    package let claimedBy: String?
    package let claimedUntil: Instant?
    package let startedAt: Instant?
    package let finishedAt: Instant?
    package let succeededAt: Instant?
    /// What the last run that had something to do said of it.
    package let summary: String?
    /// Why the last run failed; nil when it did not.
    package let failure: String?
    /// How many runs have failed since the last that did not.
    package let failures: Int
    package let runs: Int

    package init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        nextAt = try row.next()
        claimedBy = try row.next()
        claimedUntil = try row.next()
        startedAt = try row.next()
        finishedAt = try row.next()
        succeededAt = try row.next()
        summary = try row.next()
        failure = try row.next()
        failures = try row.next()
        runs = try row.next()
    }

    package func isRunning(at now: Instant) -> Bool {
        claimedUntil.map { now < $0 } ?? false
    }

    /// Whether nobody holds it: it was given back, or the time for which it was claimed is over.
    func isFree(at now: Instant) -> Bool { !isRunning(at: now) }

    /// Whether it is claimed for longer than anybody claims a job: by a clock that was ahead.
    func isClaimedAstray(for lease: Duration, at now: Instant) -> Bool {
        claimedUntil.map { $0 > now.adding(lease).latestBelievable } ?? false
    }

    /// Whether a date in it lies ahead of now, though only a run that began or ended makes it.
    package func isDatedAhead(at now: Instant) -> Bool {
        let latest = now.latestBelievable
        return [startedAt, finishedAt, succeededAt].contains { $0.map { $0 > latest } ?? false }
    }

    /// Whether it should have run long ago: then no server is running, or its only one hangs.
    package func isOverdue(at now: Instant) -> Bool {
        nextAt.adding(.milliseconds(Limits.jobOverdueMilliseconds)) < now && !isRunning(at: now)
    }
}
