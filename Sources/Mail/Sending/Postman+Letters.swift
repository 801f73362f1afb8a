import Kernel
import Localization
import Storage

/// What becomes of one letter.
extension Postman {
    /// Nil for a letter that is not worth sending any more, or cannot be read.
    func deliver(
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

    func record(
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
    func giveBack(_ rows: [MailRow], of tenant: Tenant.ID) async throws {
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

    func write<Value: Sendable>(
        of tenant: Tenant.ID,
        _ body: @escaping @Sendable (inout Transaction) throws -> Value
    ) async throws -> Value {
        let scope = Scope(tenant: tenant, actor: .server, now: clock.now)
        return try await database.write(in: scope, body)
    }
}
