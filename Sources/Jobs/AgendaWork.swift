package import Kernel
package import Storage

/// What a job does where its agenda says that something is due.
package struct AgendaWork<Done: Sendable>: Sendable {
    let agenda: Agenda
    let database: Database
    private let everywhere: @Sendable (Instant) async throws -> [Scope]
    private let next: @Sendable (inout Transaction) throws -> Instant?
    private let work: @Sendable (JobRun, Scope) async throws -> Done

    /// `everywhere` names the scopes that can have an entry, for the survey; `next` reads when there is
    /// something to do in one, in the past or to come; `work` does it, in steps that may be repeated.
    package init(
        _ agenda: Agenda,
        in database: Database,
        everywhere: @escaping @Sendable (Instant) async throws -> [Scope],
        next: @escaping @Sendable (inout Transaction) throws -> Instant?,
        work: @escaping @Sendable (JobRun, Scope) async throws -> Done
    ) {
        self.agenda = agenda
        self.database = database
        self.everywhere = everywhere
        self.next = next
        self.work = work
    }

    /// Works wherever something is due, and nowhere else.
    ///
    /// A place in which the work fails stays due and holds up no other; its error is thrown at the end.
    func run(_ run: JobRun) async throws -> [Done] {
        let job = agenda.job
        let entries = try await database.readShared {
            try AgendaStore.due(job, at: run.now, in: &$0)
        }
        var done: [Done] = []
        var trouble: (any Error)?
        for entry in entries {
            try run.checkIsHeld()
            do {
                let scope = entry.scope(at: run.now)
                done.append(try await work(run, scope))
                try await settle(scope)
            } catch let interruption as JobInterruption {
                throw interruption
            } catch {
                guard !Task.isCancelled, (error as? StorageError)?.isEverywhere != true else {
                    throw error
                }
                trouble = trouble ?? error
            }
        }
        if let trouble { throw trouble }
        return done
    }

    /// Looks at every place, whether it is due or not, and notes what is missing; gives how much was.
    ///
    /// It never puts off what is noted: only whoever has done the work may do that.
    func survey(_ run: JobRun) async throws -> Int {
        var missing = 0
        for scope in try await everywhere(run.now) {
            try run.checkIsHeld()
            let (agenda, next) = (self.agenda, self.next)
            let found: Instant? = try await database.read(in: scope) { transaction in
                guard let due = try next(&transaction) else { return nil }
                let space = agenda.space(in: scope)
                let isNoted =
                    try AgendaStore.isNoted(agenda.job, space, by: due, in: &transaction)
                return isNoted ? nil : due
            }
            guard let found else { continue }
            try await database.write(in: scope) { try agenda.note(found, in: &$0) }
            missing += 1
        }
        return missing
    }

    private func settle(_ scope: Scope) async throws {
        let (agenda, next) = (self.agenda, self.next)
        try await database.write(in: scope, isolation: .lockedRows) { transaction in
            let space = agenda.space(in: scope)
            try AgendaStore.settle(agenda.job, space, next: next, in: &transaction)
        }
    }
}

extension JobDefinition {
    /// A job that has something to do at known times in some institutions: an idle one costs it nothing.
    ///
    /// `summary` says in a sentence what was done, as ``JobDefinition/run`` gives it.
    package init<Done: Sendable>(
        every: Duration,
        limit: Duration,
        _ work: AgendaWork<Done>,
        summary: @escaping @Sendable ([Done]) -> String?
    ) {
        self.init(
            work.agenda.job,
            every: every,
            limit: limit,
            survey: { try await work.survey($0) },
            run: { summary(try await work.run($0)) }
        )
    }

    /// Goes through all institutions once a day, and notes on each job's agenda what should stand there
    /// and does not.
    ///
    /// Nothing should ever be missing but on the first day of a new job.
    package static func survey(of jobs: [JobDefinition]) -> JobDefinition {
        let surveys = jobs.compactMap(\.survey)
        return JobDefinition("jobs.survey", every: .seconds(86_400), limit: .seconds(3600)) { run in
            var missing = 0
            for survey in surveys { missing += try await survey(run) }
            return missing == 0 ? nil : "\(missing) deadlines that nobody had noted"
        }
    }
}
