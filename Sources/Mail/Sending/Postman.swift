package import Jobs
package import Kernel
package import Localization
package import Storage

/// Takes letters from the outbox to a carrier, several at once, and records what became of each.
///
/// A letter is sent at least once: it is taken first and ended last, so that between the server's answer
/// and the record of it a crash sends it again, under the same Message-ID.
package struct Postman: Sendable {
    let database: Database
    let outbox: Outbox
    let carrier: any MailCarrier
    let translations: Translations
    let clock: Clock
    private let letterhead: @Sendable (Tenant.ID) async throws -> Letterhead?
    /// After how long a run ends though there are more letters: the next one begins at once.
    private let longestRun: Duration

    /// `letterhead` is asked for when an institution has something to send.
    package init(
        database: Database,
        outbox: Outbox,
        carrier: any MailCarrier,
        translations: Translations,
        clock: Clock,
        longestRun: Duration = .milliseconds(Limits.mailRunMilliseconds),
        letterhead: @escaping @Sendable (Tenant.ID) async throws -> Letterhead?
    ) {
        self.database = database
        self.outbox = outbox
        self.carrier = carrier
        self.translations = translations
        self.clock = clock
        self.longestRun = longestRun
        self.letterhead = letterhead
    }

    /// Sends what is due until nothing is, or until it is time for the next run.
    package func send(_ run: JobRun) async throws -> String? {
        var round = PostRound()
        var table = PostTable()
        var trouble = await post(run, &round, &table)
        for (tenant, rows) in table.clear() {
            // Whatever ended the run: what was taken and not tried goes back.
            do { try await giveBack(rows, of: tenant) } catch { trouble = trouble ?? error }
        }
        await carrier.rest()
        if let trouble { throw trouble }
        if let failure = round.failure { throw failure }
        return round.summary
    }

    /// Gives what kept it from sending everything.
    private func post(
        _ run: JobRun,
        _ round: inout PostRound,
        _ table: inout PostTable
    ) async -> (any Error)? {
        let end = ContinuousClock.now + longestRun
        var lanes = PostLanes()
        var trouble: (any Error)?
        await withTaskGroup(of: Posted.self) { group in
            while true {
                do {
                    while trouble == nil, lanes.isFree,
                        round.isEmpty || ContinuousClock.now < end,
                        let item = try await next(run, &table)
                    {
                        let stage = lanes.begin()
                        group.addTask { await self.post(item, stage) }
                    }
                } catch {
                    trouble = error
                }
                guard let posted = await group.next() else { break }
                table.finish(posted.row, isGone: posted.isGone)
                do {
                    let delivery = try posted.delivery.get()
                    round.note(delivery)
                    guard !lanes.end(delivery, of: posted.stage) else { continue }
                    trouble = trouble ?? PostRound.away(delivery)
                } catch {
                    _ = lanes.end(nil, of: posted.stage)
                    trouble = trouble ?? error
                }
            }
        }
        return trouble
    }

    /// The next letter; looks into the outbox when somebody else may have a seat.
    private func next(_ run: JobRun, _ table: inout PostTable) async throws -> PostTable.Item? {
        for (tenant, rows) in table.clear(at: clock.now) {
            try await giveBack(rows, of: tenant)
        }
        if table.isOpen {
            let now = clock.now
            let tenants = try await database.readShared {
                try MailStore.tenantsWithDue(at: now, in: &$0)
            }
            let guests = table.guests(among: tenants)
            // A run that is asked to stop takes nothing more; with nothing left, it has simply ended.
            if !guests.isEmpty { try run.checkIsHeld() }
            for tenant in guests {
                guard let head = try await letterhead(tenant) else { continue }
                try await seat(tenant, head, at: &table)
            }
        }
        if !table.isEmpty { try run.checkIsHeld() }
        return table.next()
    }

    private func seat(
        _ tenant: Tenant.ID,
        _ head: Letterhead,
        at table: inout PostTable
    ) async throws {
        let heldUntil = clock.now.adding(.milliseconds(Limits.mailHoldMilliseconds))
        let rows = try await write(of: tenant) { transaction in
            try MailStore.claim(heldUntil: heldUntil, limit: Limits.mailBatch, in: &transaction)
        }
        guard !rows.isEmpty else { return }
        // Half of the time is left for letters that are on their way when this is asked.
        let end = heldUntil.adding(.milliseconds(-Limits.mailHoldMilliseconds / 2))
        table.seat(tenant, head, rows, until: end)
    }

    /// Every letter gets its end, or is put off.
    private func post(_ item: PostTable.Item, _ stage: Int) async -> Posted {
        do {
            let delivery = try await deliver(item.row, of: item.tenant, item.head)
            try await record(delivery, of: item.row, item.tenant)
            return Posted(row: item.row, stage: stage, delivery: .success(delivery))
        } catch {
            return Posted(row: item.row, stage: stage, delivery: .failure(error))
        }
    }

    // Forgetting.

    /// Forgets what ended long ago in an institution.
    func forget(in scope: Scope, _ run: JobRun) async throws {
        let before = run.now.adding(.milliseconds(-Limits.mailTraceMilliseconds))
        var isMore = true
        while isMore {
            try run.checkIsHeld()
            isMore = try await write(of: scope.tenant) { transaction in
                try SuspensionStore.removeEnded(in: &transaction)
                return try MailStore.erase(before: before, in: &transaction)
            }
        }
    }

    /// When there is something to forget.
    static func nextToForget(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        let oldest = try MailStore.oldest(in: &transaction)
        let end = try SuspensionStore.firstEnd(in: &transaction)
        return [oldest?.adding(MailJobs.traceLife), end].compactMap(\.self).min()
    }
}

/// A letter that was handed over, or not.
private struct Posted: Sendable {
    let row: MailRow
    let stage: Int
    /// Nil in it for a letter that was not worth sending.
    let delivery: Result<Delivery?, any Error>

    var isGone: Bool {
        if case .success(.noSuchAddress?) = delivery { true } else { false }
    }
}
