package import Kernel

/// One run of a job, as the job sees it.
package struct JobRun: Sendable {
    /// When this run began.
    package let now: Instant
    private let lease: JobLease

    init(now: Instant, lease: JobLease) {
        self.now = now
        self.lease = lease
    }

    /// A run that nothing ends, for whoever calls a job's work directly.
    package init(now: Instant) {
        self.init(now: now, lease: JobLease())
    }

    /// Throws when the run has to end.
    ///
    /// A job asks between its steps: then the server is stopping, the time is over, or another
    /// process may have taken the job.
    package func checkIsHeld() throws(JobInterruption) {
        if let interruption = lease.interruption { throw interruption }
    }
}

/// Why a run has to end before its work is done.
package enum JobInterruption: Error, Sendable, Hashable {
    /// The server stops; the job is due again at once.
    case stopping
    /// It took longer than its definition allows.
    case outOfTime
    /// The database could not be told in time that the job is still running here.
    case lost
}
