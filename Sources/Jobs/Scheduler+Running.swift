import Kernel
import Logging
import Storage

/// One run, from the claim to what is recorded of it.
extension Scheduler {
    /// Runs what was claimed, keeps the claim while it runs, and records how it ended.
    func execute(_ claim: JobClaim) async -> JobOutcome {
        let outcome = await withTaskGroup(of: JobOutcome?.self) { group in
            group.addTask {
                await self.keep(claim)
                return nil
            }
            group.addTask { await self.work(claim) }
            for await outcome in group {
                guard let outcome else { continue }
                group.cancelAll()
                return outcome
            }
            return .interrupted(.lost)
        }
        await record(outcome, of: claim)
        say(outcome, of: claim)
        return outcome
    }

    /// Does the work, cancelled when the lease ends.
    private func work(_ claim: JobClaim) async -> JobOutcome {
        await withTaskGroup(of: JobOutcome?.self) { group in
            group.addTask { await self.outcome(of: claim) }
            group.addTask {
                await claim.lease.waitForEnd()
                return nil
            }
            var outcome: JobOutcome?
            for await found in group {
                group.cancelAll()
                outcome = outcome ?? found
            }
            return outcome ?? .interrupted(.lost)
        }
    }

    private func outcome(of claim: JobClaim) async -> JobOutcome {
        do {
            return .done(try await claim.job.run(JobRun(now: claim.now, lease: claim.lease)))
        } catch let interruption as JobInterruption {
            return .interrupted(interruption)
        } catch {
            // Whatever a cancelled run throws, what cancelled it is the reason.
            if let interruption = claim.lease.interruption { return .interrupted(interruption) }
            guard !Task.isCancelled else { return .interrupted(.stopping) }
            if !JobFailure.isExpected(error), claim.before.failure != JobFailure.unexpected {
                logger.error(
                    "a job met an error that nobody expected",
                    metadata: ["job.id": "\(claim.job.id)", "type": "\(type(of: error))"]
                )
            }
            return .failed(JobFailure.text(of: error))
        }
    }

    /// Prolongs the claim until the run has ended, however long that takes after it was told to: two
    /// runs at once would be worse than a late one.
    private func keep(_ claim: JobClaim) async {
        let clock = ContinuousClock()
        let deadline = clock.now + claim.job.limit
        var isOutOfTime = false
        var renewedAt = clock.now
        var renewAt = renewedAt + pace.lease / 3
        while true {
            let wakeAt = isOutOfTime ? renewAt : min(renewAt, deadline)
            guard (try? await clock.sleep(until: wakeAt)) != nil else { return }
            if !isOutOfTime, clock.now >= deadline {
                isOutOfTime = true
                claim.lease.end(.outOfTime)
            }
            guard clock.now >= renewAt else { continue }
            switch await renew(claim) {
            case true?: renewedAt = clock.now
            case false?: return claim.lease.end(.lost)
            case nil where clock.now >= renewedAt + pace.lease: claim.lease.end(.lost)
            case nil: break
            }
            renewAt = clock.now + pace.lease / 3
        }
    }

    /// Nil when the database did not answer.
    private func renew(_ claim: JobClaim) async -> Bool? {
        let (id, process, end) = (claim.job.id, self.process, self.clock.now.adding(pace.lease))
        return try? await database.writeShared { transaction in
            try JobStore.renew(id, by: process, until: end, in: &transaction)
        }
    }

    private func record(_ outcome: JobOutcome, of claim: JobClaim) async {
        let (job, process, now) = (claim.job, self.process, clock.now)
        let nextAt = nextTime(after: outcome, of: claim, at: now)
        do {
            try await database.writeShared { transaction in
                switch outcome {
                case .done(let summary):
                    try JobStore.succeed(
                        job.id,
                        by: process,
                        summary: summary.map { String($0.prefix(Limits.jobTextCharacters)) },
                        nextAt: nextAt,
                        at: now,
                        in: &transaction
                    )
                case .failed, .interrupted(.outOfTime):
                    try JobStore.fail(
                        job.id,
                        by: process,
                        failure: Self.failure(outcome, of: job) ?? "",
                        nextAt: nextAt,
                        at: now,
                        in: &transaction
                    )
                case .interrupted(.stopping), .interrupted(.lost):
                    try JobStore.release(job.id, by: process, nextAt: nextAt, in: &transaction)
                }
            }
        } catch {
            logger.warning(
                "the end of a job was not recorded",
                metadata: ["job.id": "\(job.id)", "error": "\(JobFailure.text(of: error))"]
            )
        }
    }

    /// After a failure the pause doubles each time, and is never shorter than usual.
    private func nextTime(
        after outcome: JobOutcome,
        of claim: JobClaim,
        at now: Instant
    ) -> Instant {
        switch outcome {
        case .done: return max(claim.now.adding(claim.job.every), now)
        case .interrupted(.stopping), .interrupted(.lost): return now
        case .failed, .interrupted(.outOfTime):
            let doublings = min(claim.before.failures, 12)
            return now.adding(min(claim.job.every * (1 << doublings), claim.job.longestPause))
        }
    }

    private static func failure(_ outcome: JobOutcome, of job: JobDefinition) -> String? {
        switch outcome {
        case .failed(let text): String(text.prefix(Limits.jobTextCharacters))
        case .interrupted(.outOfTime): "it took longer than \(job.limit.components.seconds) s"
        case .done, .interrupted: nil
        }
    }

    /// Logged once for each change, whichever process notices it: the row says what was before.
    private func say(_ outcome: JobOutcome, of claim: JobClaim) {
        let id = claim.job.id
        if let failure = Self.failure(outcome, of: claim.job) {
            guard failure != claim.before.failure else { return }
            logger.error("a job failed", metadata: ["job.id": "\(id)", "error": "\(failure)"])
        } else if case .done(let summary) = outcome {
            if claim.before.failure != nil {
                logger.notice("a job works again", metadata: ["job.id": "\(id)"])
            }
            if let summary {
                logger.info("a job ran", metadata: ["job.id": "\(id)", "summary": "\(summary)"])
            }
        }
    }
}
