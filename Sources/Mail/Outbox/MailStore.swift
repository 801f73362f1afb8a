import Jobs
import Kernel
import Storage

/// Every SQL text that touches `mail`.
enum MailStore {
    static func insert(
        _ mail: NewMail,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO mail (
                tenant_id, id, state, created_at, expires_at, next_at, recipient_key, cause,
                network_key, merge_key, letter
            )
            VALUES (
                \(transaction.tenant), \(mail.id), \(mail.state.rawValue), \(transaction.now),
                \(mail.expiresAt), \(mail.nextAt), \(mail.recipient), \(mail.cause),
                \(mail.network), \(mail.merge), \(mail.letter)
            )
            """
        )
        try MailJobs.forgetAgenda.note(
            transaction.now.adding(MailJobs.traceLife),
            in: &transaction
        )
    }

    /// The letters of one cause to one recipient since an instant, the oldest first.
    static func recent(
        to recipient: [UInt8],
        cause: String,
        since: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> [RecentLetter] {
        try transaction.all(
            """
            SELECT created_at, network_key FROM mail
            WHERE tenant_id = \(transaction.tenant) AND recipient_key = \(recipient)
              AND cause = \(cause) AND created_at > \(since)
              AND created_at <= \(transaction.now.latestBelievable)
            ORDER BY created_at LIMIT \(Limits.lettersPerHour)
            """
        )
    }

    /// The latest letters of an institution.
    static func traces(in transaction: inout Transaction) throws(StorageError) -> [MailTrace] {
        try transaction.all(
            """
            SELECT created_at, cause, state, attempts, reply_code FROM mail
            WHERE tenant_id = \(transaction.tenant)
            ORDER BY created_at DESC LIMIT \(Limits.mailTraces)
            """
        )
    }

    /// Letters to one recipient that wait, the oldest first.
    static func waiting(
        for recipient: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) -> [MailRow] {
        try transaction.all(
            """
            SELECT \(MailRow.columns) FROM mail
            WHERE tenant_id = \(transaction.tenant) AND recipient_key = \(recipient)
              AND state = 'waiting'
            ORDER BY created_at, id LIMIT 1000
            """
        )
    }

    /// The latest for which a letter is planned: one that is to wait longer was planned by a clock that
    /// was ahead, and is due.
    private static func latestPlan(at now: Instant) -> Instant {
        now.adding(MailEnd.longest).latestBelievable
    }

    /// Which institutions have letters that are due.
    ///
    /// It goes from one institution with letters to the next in the index: whoever has none costs nothing,
    /// and whoever has many no more than others.
    static func tenantsWithDue(
        at now: Instant,
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> [Tenant.ID] {
        let senders = transaction.tenants(in: "mail", where: "state = 'waiting'")
        return try transaction.column(
            """
            WITH sender (tenant_id) AS (\(senders))
            SELECT tenant_id FROM sender
            WHERE EXISTS (
                SELECT 1 FROM mail
                WHERE mail.tenant_id = sender.tenant_id AND mail.state = 'waiting'
                  AND mail.next_at <= \(now)
            ) OR EXISTS (
                SELECT 1 FROM mail
                WHERE mail.tenant_id = sender.tenant_id AND mail.state = 'waiting'
                  AND mail.next_at > \(latestPlan(at: now))
            )
            LIMIT \(Limits.tenants)
            """
        )
    }

    /// How many letters wait, over all institutions, and how many of them were tried in vain.
    static func waitingCounts(
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> MailCounts {
        try transaction.first(
            """
            SELECT count(tenant_id), count(tenant_id) FILTER (WHERE attempts > 0) FROM mail
            WHERE state = 'waiting'
            """
        ) ?? MailCounts(waiting: 0, tried: 0)
    }

    static func outcomes(
        since: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> MailOutcomes {
        try transaction.first(
            """
            SELECT count(id) FILTER (WHERE state = 'sent'),
                count(id) FILTER (WHERE state = 'failed' AND reply_code IS NOT NULL),
                max(reply_code) FILTER (WHERE state = 'failed')
            FROM mail WHERE tenant_id = \(transaction.tenant) AND created_at > \(since)
            """
        ) ?? MailOutcomes(sent: 0, refused: 0, replyCode: nil)
    }

    /// Takes letters that are due: nobody else finds them before `heldUntil`.
    ///
    /// When there are none, those that a clock put off that was ahead.
    static func claim(
        heldUntil: Instant,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [MailRow] {
        let now = transaction.now
        let due = try claim("next_at <= \(now)", heldUntil, limit, in: &transaction)
        guard due.isEmpty else { return due }
        return try claim("next_at > \(latestPlan(at: now))", heldUntil, limit, in: &transaction)
    }

    private static func claim(
        _ isDue: SQL,
        _ heldUntil: Instant,
        _ limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [MailRow] {
        try transaction.all(
            """
            UPDATE mail SET next_at = \(heldUntil), attempts = attempts + 1
            WHERE tenant_id = \(transaction.tenant) AND id IN (
                SELECT id FROM mail
                WHERE tenant_id = \(transaction.tenant) AND state = 'waiting' AND \(isDue)
                ORDER BY next_at, id LIMIT \(limit)
            )
            RETURNING \(MailRow.columns)
            """
        )
    }

    /// Ends a letter: its content is erased.
    static func end(
        _ id: String,
        as state: MailState,
        replyCode: Int?,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE mail SET state = \(state.rawValue), letter = NULL, reply_code = \(replyCode)
            WHERE tenant_id = \(transaction.tenant) AND id = \(id) AND state = 'waiting'
            """
        )
    }

    /// Lets a letter be tried again; `attempts` counts this time or does not.
    static func postpone(
        _ id: String,
        until next: Instant,
        attempts: Int,
        replyCode: Int?,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE mail
            SET next_at = \(next), attempts = \(attempts), reply_code = \(replyCode)
            WHERE tenant_id = \(transaction.tenant) AND id = \(id) AND state = 'waiting'
            """
        )
    }

    /// Ends every letter to a recipient that still waits.
    static func endAll(
        to recipient: [UInt8],
        as state: MailState,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE mail SET state = \(state.rawValue), letter = NULL
            WHERE tenant_id = \(transaction.tenant) AND recipient_key = \(recipient)
              AND state = 'waiting'
            """
        )
    }

    /// Forgets every letter to a recipient.
    static func erase(
        to recipient: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM mail
            WHERE tenant_id = \(transaction.tenant) AND recipient_key = \(recipient)
            """
        )
    }

    /// Forgets letters that ended, written before an instant; false when there was none.
    static func erase(
        before: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let erased: [String] = try transaction.column(
            """
            DELETE FROM mail
            WHERE tenant_id = \(transaction.tenant) AND id IN (
                SELECT old.id FROM mail AS old
                WHERE old.tenant_id = \(transaction.tenant) AND old.created_at < \(before)
                  AND old.state <> 'waiting'
                ORDER BY old.created_at LIMIT 500
            )
            RETURNING id
            """
        )
        return !erased.isEmpty
    }

    /// When the oldest letter was written that is there.
    static func oldest(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT created_at FROM mail WHERE tenant_id = \(transaction.tenant)
            ORDER BY created_at LIMIT 1
            """
        )
    }
}
