import Kernel

/// For when a job may be planned so that it runs now: until `due`, or past `latest`.
struct JobPlan: Sendable {
    let due: Instant
    /// Nobody plans later than that: whoever did had a clock that was ahead.
    let latest: Instant

    /// Whenever it is planned: somebody has asked for it.
    static let whatever = JobPlan(
        due: Instant(milliseconds: .max),
        latest: Instant(milliseconds: .max)
    )

    private init(due: Instant, latest: Instant) {
        self.due = due
        self.latest = latest
    }

    init(of job: JobDefinition, failures: Int, at now: Instant) {
        due = now
        latest = job.latestPlan(at: now, failures: failures)
    }

    func isDue(_ nextAt: Instant) -> Bool { nextAt <= due || nextAt > latest }
}
