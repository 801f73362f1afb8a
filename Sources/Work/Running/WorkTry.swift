import Accounts
import Files
import Jobs
import Kernel
import Localization
import Logging
import Storage
import Vault

/// One try at one piece: from its kind's work to what is recorded of it.
struct WorkTry: Sendable {
    let floor: WorkFloor
    let item: WorkItem
    let tenant: Tenant.ID

    private var queue: WorkQueue { floor.queue }

    private enum Outcome: Sendable {
        case done(WorkResult)
        /// For good, for a reason that its owner reads.
        case refused(String)
        /// Nobody knows why, or it took too long: it may be tried again.
        case failed(MessageKey)
        /// The server stops, or another process takes over: this try does not count.
        case interrupted(any Error)
        /// Cancelled, or taken over: nothing is recorded.
        case gone
    }

    /// Throws what keeps the whole run from going on.
    func perform() async throws {
        let (people, owner) = (queue.people, item.owner)
        let t = try await queue.database.read(in: scope) { transaction in
            try people.translator(of: owner, in: &transaction)
        }
        // Whoever has left has no work: the row went with the account.
        guard let t else { return }
        guard let kind = floor.kinds[item.kind] else {
            return try await fail("work.failed.unknown", t)
        }
        guard item.tries <= kind.tries else { return try await fail("work.failed.died", t) }
        switch await outcome(kind, t) {
        case .done(let result): try await record(result, kind, t)
        case .refused(let sentence): try await end(.failed, sentence)
        case .failed(let key): try await retry(key, kind, t)
        case .interrupted(let error):
            try await giveBack(tries: item.tries - 1, until: queue.clock.now)
            throw error
        case .gone: break
        }
    }

    /// Does the work, cancelled when its time is over.
    private func outcome(_ kind: WorkKind, _ t: Translator) async -> Outcome {
        let piece = WorkRun(
            owner: item.owner,
            t: t,
            database: queue.database,
            item: item,
            run: floor.run,
            tenant: tenant,
            job: floor.job,
            clock: queue.clock
        )
        return await withTaskGroup(of: Outcome?.self) { group in
            group.addTask { await self.outcome(kind, piece) }
            group.addTask {
                try? await Task.sleep(for: kind.limit)
                return nil
            }
            // Two tries at once would be worse than a late one: the work is waited for.
            let first = await group.next() ?? nil
            group.cancelAll()
            if let first { return first }
            let late = await group.next() ?? nil
            if case .interrupted? = late, !Task.isCancelled {
                return .failed("work.failed.tooLong")
            }
            return late ?? .failed("work.failed.tooLong")
        }
    }

    private func outcome(_ kind: WorkKind, _ piece: WorkRun) async -> Outcome {
        do {
            let box = queue.box(tenant)
            return .done(try await kind.run(box.open(item.input, for: .workInput(item.id)), piece))
        } catch let failure as WorkFailure {
            return .refused(failure.sentence)
        } catch is WorkGone {
            return .gone
        } catch let interruption as JobInterruption {
            return .interrupted(interruption)
        } catch {
            // Whatever a cancelled try throws, what cancelled it is the reason.
            if let reason = Self.interruption(of: floor.job) { return .interrupted(reason) }
            guard !Task.isCancelled else { return .interrupted(CancellationError()) }
            note(error)
            return .failed("work.failed.unexpected")
        }
    }

    private static func interruption(of job: JobRun) -> JobInterruption? {
        do {
            try job.checkIsHeld()
            return nil
        } catch {
            return error
        }
    }

    /// Row and file together, and neither where the piece was cancelled or taken over meanwhile.
    private func record(_ result: WorkResult, _ kind: WorkKind, _ t: Translator) async throws {
        guard case .file(let made) = result else {
            if case .text(let text) = result { try await end(.done, text) }
            return
        }
        let place = Scope(
            tenant: tenant,
            space: item.space,
            actor: .operatorOfServer,
            now: queue.clock.now
        )
        let (id, run) = (item.id, floor.run)
        do {
            guard made.bytes.count <= Limits.workFileBytes else { throw FileRefusal.tooLarge }
            try await queue.uploads.keep(made, for: item.subject, in: place) { file, transaction in
                let expiresAt = WorkQueue.expiry(from: transaction.now)
                let end = WorkEnd(state: .done, file: file.id.text, expiresAt: expiresAt)
                guard try WorkStore.finish(id, as: run, end, in: &transaction) else {
                    throw WorkGone()
                }
                try WorkQueue.forgetAgenda.note(expiresAt, in: &transaction)
            }
        } catch is WorkGone {
        } catch is FileRefusal {
            try await fail("work.failed.noRoom", t)
        } catch let error as StorageError {
            note(error)
            try await retry("work.failed.unexpected", kind, t)
        }
    }

    private func retry(_ key: MessageKey, _ kind: WorkKind, _ t: Translator) async throws {
        guard item.tries < kind.tries else { return try await fail(key, t) }
        let pause = min(
            Duration.seconds(60) * (1 << min(item.tries - 1, 6)),
            WorkFloor.longestPause
        )
        try await giveBack(tries: item.tries, until: queue.clock.now.adding(pause))
    }

    private func fail(_ key: MessageKey, _ t: Translator) async throws {
        try await end(.failed, t(key))
    }

    private func end(_ state: WorkItem.State, _ words: String) async throws {
        let short = String(words.prefix(Limits.workTextCharacters))
        let sealed = try queue.box(tenant).seal(short, for: .workWords(item.id))
        let (id, run) = (item.id, floor.run)
        try await queue.database.write(in: scope) { transaction in
            let expiresAt = WorkQueue.expiry(from: transaction.now)
            let end = WorkEnd(state: state, words: sealed, expiresAt: expiresAt)
            // False of what was cancelled: then there is nothing to forget later.
            if try WorkStore.finish(id, as: run, end, in: &transaction) {
                try WorkQueue.forgetAgenda.note(expiresAt, in: &transaction)
            }
        }
    }

    private func giveBack(tries: Int, until next: Instant) async throws {
        let (id, run) = (item.id, floor.run)
        try await queue.database.write(in: scope) { transaction in
            try WorkStore.giveBack(id, as: run, until: next, tries: tries, in: &transaction)
        }
    }

    /// Of an error that nobody expected: its type, for whoever mends the program, and never its words.
    private func note(_ error: any Error) {
        queue.logger.error(
            "queued work met an error that nobody expected",
            metadata: ["piece.kind": "\(item.kind)", "type": "\(type(of: error))"]
        )
    }

    private var scope: Scope {
        Scope(tenant: tenant, actor: .operatorOfServer, now: queue.clock.now)
    }
}
