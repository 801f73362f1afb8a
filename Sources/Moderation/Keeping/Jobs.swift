import Accounts
package import Jobs
package import Kernel
import Logging
import Notifications
import Storage

/// What moderation does by itself, wherever something is due and nowhere else.
extension ModerationDesk {
    /// Its jobs; `origin` says where an institution is read, without a path, and is nil for one that is gone.
    package func jobs(
        origin: @escaping @Sendable (Tenant.ID) async throws -> String?,
        everywhere: @escaping @Sendable (Instant) async throws -> [Scope]
    ) -> [JobDefinition] {
        [
            letters(origin: origin, everywhere: everywhere),
            upkeep(everywhere: everywhere),
            digests(everywhere: everywhere),
        ]
    }

    private func letters(
        origin: @escaping @Sendable (Tenant.ID) async throws -> String?,
        everywhere: @escaping @Sendable (Instant) async throws -> [Scope]
    ) -> JobDefinition {
        let work = AgendaWork(
            Moderation.letters,
            in: database,
            everywhere: everywhere,
            next: { try DecisionLetterStore.next(in: &$0) },
            work: { run, scope in
                guard let origin = try await origin(scope.tenant) else { return 0 }
                let writing = LetterWriting(desk: self, origin: origin)
                return try await writeAll(writing, run, scope)
            }
        )
        return JobDefinition(every: .seconds(20), limit: .seconds(600), work) { written in
            let sum = written.reduce(0, +)
            return sum == 0 ? nil : "\(sum) letters of moderation written"
        }
    }

    /// One after the other; one that cannot be written is put off and holds up no other.
    private func writeAll(
        _ writing: LetterWriting,
        _ run: JobRun,
        _ scope: Scope
    ) async throws -> Int {
        var written = 0
        while written < Limits.decisionLetters {
            let due = try await database.read(in: scope) { transaction in
                try DecisionLetterStore.due(limit: 50, in: &transaction)
            }
            guard !due.isEmpty else { break }
            for letter in due {
                try run.checkIsHeld()
                if try await write(letter, writing, in: scope) { written += 1 }
            }
            moderation.people.wakePost()
        }
        return written
    }

    /// Throws what would keep any letter from being written.
    private func write(
        _ letter: DecisionLetter,
        _ writing: LetterWriting,
        in scope: Scope
    ) async throws -> Bool {
        let logger = moderation.logger
        do {
            return try await database.write(in: scope) { transaction in
                try writing.write(letter.id, in: &transaction)
            }
        } catch let wait as LetterWriting.PutOff {
            try await database.write(in: scope) { transaction in
                try DecisionLetterStore.plan(letter.id, at: wait.until, in: &transaction)
            }
        } catch let error as StorageError where error.isEverywhere || error.kind == .unknownOutcome
        {
            throw error
        } catch {
            guard !Task.isCancelled else { throw error }
            logger.error(
                "a letter of moderation could not be written",
                metadata: [
                    "tenant.id": "\(scope.tenant)", "kind": "\(letter.kind.rawValue)",
                    "type": "\(type(of: error))",
                ]
            )
            try await database.write(in: scope) { transaction in
                try DecisionLetterStore.putOff(letter.id, in: &transaction)
            }
        }
        return false
    }

    private func upkeep(
        everywhere: @escaping @Sendable (Instant) async throws -> [Scope]
    ) -> JobDefinition {
        let work = AgendaWork(
            Moderation.upkeep,
            in: database,
            everywhere: everywhere,
            next: { try Upkeep.next(in: &$0) },
            work: { run, scope in try await Upkeep(desk: self).run(run, scope) }
        )
        return JobDefinition(every: .seconds(60), limit: .seconds(600), work) { shown in
            let sum = shown.reduce(0, +)
            return sum == 0 ? nil : "\(sum) hidings came to their end"
        }
    }

    private func digests(
        everywhere: @escaping @Sendable (Instant) async throws -> [Scope]
    ) -> JobDefinition {
        let work = AgendaWork(
            Moderation.digests,
            in: database,
            everywhere: everywhere,
            next: { transaction in
                try CaseStore.isAnyOpen(in: &transaction)
                    ? Moderation.nextMorning(after: transaction.now) : nil
            },
            work: { _, scope in try await tellModerators(scope) }
        )
        return JobDefinition(every: .seconds(60), limit: .seconds(300), work) { told in
            let sum = told.reduce(0, +)
            return sum == 0 ? nil : "what waits in \(sum) spaces told to moderators"
        }
    }

    /// Gives in how many spaces something waits.
    private func tellModerators(_ scope: Scope) async throws -> Int {
        let kinds = moderation.notifications.kinds.map(\.id)
        guard kinds.contains(Moderation.digest.id) else { return 0 }
        let count = try await database.write(in: scope) { transaction in
            let counts = try CaseStore.countsBySpace(in: &transaction)
            for (space, count) in counts.sorted(by: { $0.key < $1.key }) {
                try transaction.inside(space) { inner in
                    let staff = try moderation.people.staff(
                        withAnyOf: [Moderation.permission],
                        in: &inner
                    )
                    try moderation.notifications.tell(
                        staff,
                        Moderation.digest,
                        of: inner.scope.subject(.moderationQueue, "open"),
                        ["open": String(count.open), "breached": String(count.breached)],
                        in: &inner
                    )
                }
            }
            return counts.count
        }
        moderation.notifications.wake()
        return count
    }
}
