package import Kernel

/// Something that the server does by itself, again and again: send mail, close what is over.
///
/// Its state is a row of `job`, so that exactly one process runs it at a time. It can be killed
/// anywhere: it works in steps that may be repeated, each of them a transaction.
package struct JobDefinition: Sendable {
    /// `mail.send`: who owns it, and what it does.
    package let id: String
    /// From one beginning to the next.
    package let every: Duration
    /// How long one run may take; then it is cancelled, and counts as failed.
    package let limit: Duration
    /// How long a pause may become while it fails.
    package let longestPause: Duration
    /// Notes on its agenda what is missing there, and gives how much was; nil for a job without one.
    let survey: (@Sendable (JobRun) async throws -> Int)?
    /// The work; gives a sentence about what was done, without personal data, or nil when there was
    /// nothing to do.
    package let run: @Sendable (JobRun) async throws -> String?

    package init(
        _ id: String,
        every: Duration,
        limit: Duration,
        longestPause: Duration = .milliseconds(Limits.jobPauseMilliseconds),
        survey: (@Sendable (JobRun) async throws -> Int)? = nil,
        run: @escaping @Sendable (JobRun) async throws -> String?
    ) {
        precondition(id.contains(".") && every > .zero && limit > .zero)
        self.id = id
        self.every = every
        self.limit = limit
        self.longestPause = max(longestPause, every)
        self.survey = survey
        self.run = run
    }

    /// The latest time for which a run can be planned now.
    ///
    /// A job that is planned for later was planned by a clock that was ahead: it is due.
    package func latestPlan(at now: Instant, failures: Int) -> Instant {
        now.adding(failures == 0 ? every : longestPause).latestBelievable
    }
}
