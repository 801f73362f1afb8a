package import Jobs
package import Kernel
package import Localization
package import Storage

/// Takes letters from the outbox to a carrier, and records what became of each.
///
/// A letter is sent at least once: it is taken first and ended last, so that between the server's answer
/// and the record of it a crash sends it again, under the same Message-ID.
package struct Postman: Sendable {
    private let database: Database
    private let outbox: Outbox
    private let carrier: any MailCarrier
    private let translations: Translations
    private let clock: Clock
    private let letterheads: @Sendable () async throws -> [Tenant.ID: Letterhead]

    /// `letterheads` are asked for when there is something to send.
    package init(
        database: Database,
        outbox: Outbox,
        carrier: any MailCarrier,
        translations: Translations,
        clock: Clock,
        letterheads: @escaping @Sendable () async throws -> [Tenant.ID: Letterhead]
    ) {
        self.database = database
        self.outbox = outbox
        self.carrier = carrier
        self.translations = translations
        self.clock = clock
        self.letterheads = letterheads
    }

    /// Sends what is due until nothing is.
    package func send(_ run: JobRun) async throws -> String? {
        var round = PostRound()
        do {
            while try await sendDue(run, &round) {}
        } catch {
            await carrier.rest()
            throw error
        }
        await carrier.rest()
        if let failure = round.failure { throw failure }
        return round.summary
    }

    /// One batch of every institution that has something due; false when there was nothing.
    private func sendDue(_ run: JobRun, _ round: inout PostRound) async throws -> Bool {
        let now = clock.now
        let tenants = try await database.readShared {
            try MailStore.tenantsWithDue(at: now, in: &$0)
        }
        guard !tenants.isEmpty else { return false }
        let heads = try await letterheads()
        var hasSent = false
        for tenant in tenants {
            guard let head = heads[tenant] else { continue }
            hasSent = try await sendBatch(of: tenant, head, run, &round) || hasSent
        }
        return hasSent
    }

    /// Every letter of a batch gets its end, or goes back.
    private func sendBatch(
        of tenant: Tenant.ID,
        _ head: Letterhead,
        _ run: JobRun,
        _ round: inout PostRound
    ) async throws -> Bool {
        let heldUntil = clock.now.adding(.milliseconds(Limits.mailHoldMilliseconds))
        var rows = try await write(of: tenant) { transaction in
            try MailStore.claim(heldUntil: heldUntil, limit: Limits.mailBatch, in: &transaction)
        }
        guard !rows.isEmpty else { return false }
        rows.sort { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }
        // Half of the time is left for the letter that is on its way when this is asked.
        let enough = heldUntil.adding(.milliseconds(-Limits.mailHoldMilliseconds / 2))
        do {
            while let row = rows.last, clock.now < enough {
                try run.checkIsHeld()
                rows.removeLast()
                let delivery = try await deliver(row, of: tenant, head)
                try await record(delivery, of: row, tenant)
                if case .noSuchAddress? = delivery {
                    rows.removeAll { $0.recipient == row.recipient }
                }
                try round.note(delivery)
            }
        } catch {
            try await giveBack(rows, of: tenant)
            throw error
        }
        try await giveBack(rows, of: tenant)
        return true
    }

    /// Nil for a letter that is not worth sending any more, or cannot be read.
    private func deliver(
        _ row: MailRow,
        of tenant: Tenant.ID,
        _ head: Letterhead
    ) async throws -> Delivery? {
        guard clock.now < row.expiresAt, let letter = try? outbox.open(row, tenant: tenant),
            let message = message(letter, row, head)
        else { return nil }
        return await carrier.carry(message, of: tenant)
    }

    private func message(_ letter: Letter, _ row: MailRow, _ head: Letterhead) -> Message? {
        let t = translations.translator(for: letter.language)
        return Message(
            letter.happened(row.times, t),
            id: row.id,
            writtenAt: row.createdAt,
            head: head,
            t: t
        )
    }

    private func record(
        _ delivery: Delivery?,
        of row: MailRow,
        _ tenant: Tenant.ID
    ) async throws {
        let end = MailEnd(of: delivery, row, at: clock.now)
        try await write(of: tenant) { transaction in
            switch end {
            case .ended(let state, let code):
                try MailStore.end(row.id, as: state, replyCode: code, in: &transaction)
            case .suspended(let code):
                let endsAt = transaction.now.adding(.milliseconds(Limits.suspensionMilliseconds))
                try SuspensionStore.set(
                    row.recipient,
                    replyCode: code,
                    endsAt: endsAt,
                    in: &transaction
                )
                try MailStore.end(row.id, as: .bounced, replyCode: code, in: &transaction)
                try MailStore.endAll(to: row.recipient, as: .bounced, in: &transaction)
            case .postponed(let next, let attempts, let code):
                try MailStore.postpone(
                    row.id,
                    until: next,
                    attempts: attempts,
                    replyCode: code,
                    in: &transaction
                )
            }
        }
    }

    /// What was taken and not tried is due again at once, and this time does not count.
    private func giveBack(_ rows: [MailRow], of tenant: Tenant.ID) async throws {
        guard !rows.isEmpty else { return }
        try await write(of: tenant) { transaction in
            for row in rows {
                try MailStore.postpone(
                    row.id,
                    until: transaction.now,
                    attempts: row.attempts - 1,
                    replyCode: nil,
                    in: &transaction
                )
            }
        }
    }

    /// Forgets what ended long ago.
    func forget(_ run: JobRun) async throws -> String? {
        let before = run.now.adding(.milliseconds(-Limits.mailTraceMilliseconds))
        let tenants = try await database.readShared {
            try MailStore.tenantsWithOld(before: before, in: &$0)
        }
        for tenant in tenants {
            var isMore = true
            while isMore {
                try run.checkIsHeld()
                isMore = try await write(of: tenant) { transaction in
                    try SuspensionStore.removeEnded(in: &transaction)
                    return try MailStore.erase(before: before, in: &transaction)
                }
            }
        }
        return nil
    }

    private func write<Value: Sendable>(
        of tenant: Tenant.ID,
        _ body: @escaping @Sendable (inout Transaction) throws -> Value
    ) async throws -> Value {
        let scope = Scope(tenant: tenant, actor: .operatorOfServer, now: clock.now)
        return try await database.write(in: scope, body)
    }
}
