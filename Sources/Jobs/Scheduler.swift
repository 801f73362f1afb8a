package import Kernel
package import Logging
import ServiceLifecycle
package import Storage
import Synchronization

/// Runs the jobs of this program when they are due, each in one process at a time.
///
/// A job is claimed by one statement, for a short time that is prolonged while it runs. When a process
/// is killed its claims run out, and another takes over. So a job can be repeated, and never runs
/// twice at once.
package final class Scheduler: Service {
    private struct State {
        var running: [String: JobLease] = [:]
        var isStopping = false
        var hasRows = false
        /// Claims further ahead than any is made, and since when they have stood so.
        var astray: [String: AstrayClaim] = [:]
        /// When each last began.
        var begunAt: [String: ContinuousClock.Instant] = [:]
        /// What is wrong with the database, as it was last said.
        var complaint: String?
    }

    let database: Database
    let clock: Clock
    let logger: Logger
    let bell: JobBell
    let jobs: [JobDefinition]
    /// How other processes know this one: a random name, new at each start.
    let process: String
    let pace: Pace
    private let state = Mutex(State())

    /// How quickly things happen; other than standard in tests only.
    package struct Pace: Sendable {
        /// From one look at what is due to the next.
        package var poll = Duration.milliseconds(Limits.jobPollMilliseconds)
        /// For how long a job is claimed; prolonged three times as often.
        package var lease = Duration.milliseconds(Limits.jobLeaseMilliseconds)
        /// For how long a job is not begun again, however often it is woken: a crowd wakes it all the time.
        package var rest = Duration.milliseconds(Limits.jobRestMilliseconds)

        package init() {}
    }

    package init(
        jobs: [JobDefinition],
        database: Database,
        bell: JobBell,
        clock: Clock,
        random: Random,
        logger: Logger,
        pace: Pace = Pace()
    ) {
        precondition(Set(jobs.map(\.id)).count == jobs.count, "two jobs have one name")
        self.jobs = jobs
        self.database = database
        self.bell = bell
        self.clock = clock
        self.logger = logger
        self.pace = pace
        process = Base32.encode(random.bytes(10))
    }

    /// Lets a job run in this process, as ``JobBell/wake(_:)`` says.
    package func wake(_ id: String) { bell.wake(id) }

    /// Looks every second, and whenever somebody wakes a job, until the server stops.
    package func run() async {
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { ticking in
                let (bell, pause) = (self.bell, pace.poll)
                ticking.addTask {
                    while (try? await Task.sleep(for: pause)) != nil { bell.ring() }
                }
                bell.ring()
                await withDiscardingTaskGroup { runs in
                    for await _ in bell.rings {
                        for claim in await claimDue() {
                            runs.addTask {
                                _ = await self.execute(claim)
                                self.forget(claim)
                                self.bell.ring()
                            }
                        }
                    }
                }
                ticking.cancelAll()
            }
        } onGracefulShutdown: { [self] in
            stop()
        }
    }

    /// Begins no more runs, and asks those that work to end after their present step.
    package func stop() {
        let leases = state.withLock { state in
            state.isStopping = true
            return Array(state.running.values)
        }
        for lease in leases { lease.ask(.stopping) }
        bell.silence()
    }

    /// Runs a job now, whether it is due or not; nil when it is running already, here or elsewhere.
    package func runNow(_ job: JobDefinition) async throws -> JobOutcome? {
        try await addRows()
        guard let claim = try await claim(job, .whatever) else { return nil }
        defer { forget(claim) }
        return await execute(claim)
    }

    /// Takes what is due and free; nothing while the database is away.
    private func claimDue() async -> [JobClaim] {
        var claims: [JobClaim] = []
        do {
            try await addRows()
            let now = clock.now
            let rows = try await database.readShared { try JobStore.states(in: &$0) }
            let known = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0) })
            for job in jobs {
                guard let row = known[job.id] else { continue }
                let dead = deadClaim(row, at: now)
                let isWoken = hasRested(job) && bell.take(job.id)
                let plan =
                    isWoken ? JobPlan.whatever : JobPlan(of: job, failures: row.failures, at: now)
                let isFree = row.isFree(at: now) || dead != nil
                guard isWoken || (isFree && plan.isDue(row.nextAt)) else { continue }
                if let claim = try await claim(job, plan, dead: dead) {
                    claims.append(claim)
                } else if isWoken {
                    // It is running: the wish stays, without a ring, until that run ends.
                    bell.want(job.id)
                }
            }
            say(nil)
        } catch {
            say(JobFailure.text(of: error))
        }
        return claims
    }

    private func addRows() async throws {
        guard !state.withLock(\.hasRows) else { return }
        let (ids, now) = (jobs.map(\.id), clock.now)
        try await database.writeShared { try JobStore.add(ids, at: now, in: &$0) }
        state.withLock { $0.hasRows = true }
    }

    private func claim(
        _ job: JobDefinition,
        _ plan: JobPlan,
        dead: Instant? = nil
    ) async throws -> JobClaim? {
        let lease = JobLease()
        let isFree = state.withLock { state in
            guard !state.isStopping, state.running[job.id] == nil else { return false }
            state.running[job.id] = lease
            state.begunAt[job.id] = .now
            return true
        }
        guard isFree else { return nil }
        do {
            let (process, now) = (self.process, clock.now)
            let end = now.adding(pace.lease)
            let row = try await database.writeShared { transaction in
                try JobStore.claim(
                    job.id,
                    by: process,
                    until: end,
                    planned: plan,
                    dead: dead,
                    at: now,
                    in: &transaction
                )
            }
            if let row { return JobClaim(job: job, lease: lease, before: row, now: now) }
        } catch {
            state.withLock { $0.running[job.id] = nil }
            throw error
        }
        state.withLock { $0.running[job.id] = nil }
        return nil
    }

    /// Until when a job is claimed, when that claim is worth nothing: it lies further ahead than any is
    /// made, and nobody has prolonged it for as long as claims last by this process's own stopwatch.
    ///
    /// Clocks that were set back leave such claims; a process that lives makes its own anew.
    private func deadClaim(_ row: JobState, at now: Instant) -> Instant? {
        guard let until = row.claimedUntil, row.isClaimedAstray(for: pace.lease, at: now) else {
            state.withLock { $0.astray[row.id] = nil }
            return nil
        }
        let seen = ContinuousClock.now
        let since = state.withLock { state in
            if let claim = state.astray[row.id], claim.until == until { return claim.since }
            state.astray[row.id] = AstrayClaim(until: until, since: seen)
            return seen
        }
        return seen - since > pace.lease ? until : nil
    }

    /// Otherwise the wish stays for the next look.
    private func hasRested(_ job: JobDefinition) -> Bool {
        state.withLock { state in
            state.begunAt[job.id].map { ContinuousClock.now - $0 >= pace.rest } ?? true
        }
    }

    private func forget(_ claim: JobClaim) {
        state.withLock { $0.running[claim.job.id] = nil }
    }

    /// Said once for each time that what is wrong changes.
    private func say(_ complaint: String?) {
        let before = state.withLock { state in
            let before = state.complaint
            state.complaint = complaint
            return before
        }
        guard let complaint, complaint != before else { return }
        logger.warning("jobs could not be looked at", metadata: ["error": "\(complaint)"])
    }
}

/// A claim that a clock ahead of the others has left, as this process first saw it.
private struct AstrayClaim {
    let until: Instant
    let since: ContinuousClock.Instant
}
