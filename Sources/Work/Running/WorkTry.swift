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
        /// The storage fails, whatever it is asked.
        case stopped(any Error)
        /// Cancelled, or taken over: nothing is recorded.
        case gone
    }

    /// Throws what keeps the whole run from going on, and nothing else.
    ///
    /// That is an interruption of the job, or a storage that fails whatever it is asked. Every other error is
    /// a failed try of this piece, and of no other.
    func perform() async throws {
        do {
            try await attempt()
        } catch let interruption as JobInterruption {
            throw interruption
        } catch {
            if let reason = Self.interruption(of: floor.job) { throw reason }
            guard !Task.isCancelled, !Self.isEverywhere(error) else { throw error }
            note(error)
            try await endWithoutWords()
        }
    }

    private func attempt() async throws {
        let kind = floor.kinds[item.kind]
        // Asked before anything that can fail: what fails each time is given up in the end.
        if let kind, item.tries > kind.tries { return try await fail("work.failed.died") }
        guard let kind else { return try await wait() }
        // Whoever has left has no work: the row went with the account.
        guard let t = try await translator() else { return }
        switch await outcome(kind, t) {
        case .done(let result): try await record(result, kind)
        case .refused(let sentence): try await end(.failed, sentence)
        case .failed(let key): try await retry(key, kind)
        case .interrupted(let error):
            try await giveBack(tries: item.tries - 1, until: queue.clock.now)
            throw error
        // The try counts: what brings the storage down each time is given up in the end.
        case .stopped(let error): throw error
        case .gone: break
        }
    }

    /// Another version of the program may know the kind, and be at work beside this one or come again: only
    /// after days is it said that nobody does.
    private func wait() async throws {
        guard mayWait else { return try await fail("work.failed.unknown") }
        let next = queue.clock.now.adding(Limits.unknownKindPause)
        try await giveBack(tries: item.tries - 1, until: next)
    }

    private var mayWait: Bool {
        let end = item.createdAt.adding(.milliseconds(Limits.unknownKindMilliseconds))
        return queue.clock.now < end
    }

    private func translator() async throws -> Translator? {
        let (people, owner) = (queue.people, item.owner)
        return try await queue.database.read(in: scope) { transaction in
            try people.translator(of: owner, in: &transaction)
        }
    }

    /// After an error that nobody expected, also where no words for it can be found: the page has its own.
    private func endWithoutWords() async throws {
        do {
            let isTriedAgain = floor.kinds[item.kind].map { item.tries < $0.tries } ?? mayWait
            if isTriedAgain {
                try await giveBack(tries: item.tries, until: Self.next(item, queue.clock.now))
            } else {
                try await finish(.failed, nil)
            }
        } catch {
            guard !Self.isEverywhere(error) else { throw error }
            // It keeps the name of this run, and is looked at again in the next.
            note(error)
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
        } catch {
            // Whatever a cancelled try throws, what cancelled it is the reason.
            if let reason = Self.interruption(of: floor.job) { return .interrupted(reason) }
            guard !Task.isCancelled else { return .interrupted(CancellationError()) }
            guard !Self.isEverywhere(error) else { return .stopped(error) }
            note(error)
            return .failed("work.failed.unexpected")
        }
    }

    private static func isEverywhere(_ error: any Error) -> Bool {
        (error as? StorageError)?.isEverywhere ?? false
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
    private func record(_ result: WorkResult, _ kind: WorkKind) async throws {
        guard case .file(let made) = result else {
            if case .text(let text) = result { try await end(.done, text) }
            return
        }
        do {
            try await keep(try queue.kept(made, of: item, kind, at: tenant))
        } catch is WorkGone {
        } catch FileRefusal.tooLarge, FileRefusal.noRoom {
            try await fail("work.failed.noRoom")
        } catch {
            if let reason = Self.interruption(of: floor.job) { throw reason }
            guard !Task.isCancelled, !Self.isEverywhere(error) else { throw error }
            note(error)
            try await retry("work.failed.unexpected", kind)
        }
    }

    /// The oldest results make way first, as far as they may.
    private func keep(_ made: MadeFile) async throws {
        let place = Scope(
            tenant: tenant,
            space: item.space,
            actor: .server,
            now: queue.clock.now
        )
        let (id, run, owner, bytes) = (item.id, floor.run, item.owner, made.bytes.count)
        guard bytes <= Limits.workFileBytes else { throw FileRefusal.tooLarge }
        try await queue.database.write(in: place) { transaction in
            // Nothing makes way for what is not kept.
            guard try WorkStore.isHeld(id, by: run, in: &transaction) else { throw WorkGone() }
            try WorkQueue.makeRoom(for: bytes, of: owner, in: &transaction)
        }
        try await queue.uploads.keep(made, for: item.subject, in: place) { file, transaction in
            let expiresAt = WorkQueue.expiry(from: transaction.now)
            let end = WorkEnd(
                state: .done,
                file: file.id.text,
                bytes: bytes,
                expiresAt: expiresAt
            )
            guard try WorkStore.finish(id, as: run, end, in: &transaction) else {
                throw WorkGone()
            }
            try WorkQueue.forgetAgenda.note(expiresAt, in: &transaction)
        }
    }

    private func retry(_ key: MessageKey, _ kind: WorkKind) async throws {
        guard item.tries < kind.tries else { return try await fail(key) }
        try await giveBack(tries: item.tries, until: Self.next(item, queue.clock.now))
    }

    /// When a piece is tried again after a failed try.
    private static func next(_ item: WorkItem, _ now: Instant) -> Instant {
        now.adding(
            min(.seconds(60) * (1 << max(0, min(item.tries - 1, 6))), WorkFloor.longestPause)
        )
    }

    /// In the words of its owner, where they can be had.
    private func fail(_ key: MessageKey) async throws {
        guard let t = try await translator() else { return }
        try await end(.failed, t(key))
    }

    private func end(_ state: WorkItem.State, _ words: String) async throws {
        let short = String(words.prefix(Limits.workTextCharacters))
        try await finish(state, try queue.box(tenant).seal(short, for: .workWords(item.id)))
    }

    private func finish(_ state: WorkItem.State, _ words: [UInt8]?) async throws {
        let (id, run) = (item.id, floor.run)
        try await queue.database.write(in: scope) { transaction in
            let expiresAt = WorkQueue.expiry(from: transaction.now)
            let end = WorkEnd(state: state, words: words, expiresAt: expiresAt)
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
        Scope(tenant: tenant, actor: .server, now: queue.clock.now)
    }
}
