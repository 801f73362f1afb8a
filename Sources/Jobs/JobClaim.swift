import Kernel

/// A job that this process may run now.
struct JobClaim: Sendable {
    let job: JobDefinition
    let lease: JobLease
    /// Its row as it was claimed: what the run before left.
    let before: JobState
    /// When the run began.
    let now: Instant
}
