import Jobs
import Kernel
import Storage

/// Every SQL text that touches `mail_suspension`.
enum SuspensionStore {
    /// When the suspension ends that holds now; not of one that a clock made that was ahead.
    ///
    /// Nothing is sent to an address for a while when its server said that it does not exist.
    static func end(
        of recipient: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT ends_at FROM mail_suspension
            WHERE tenant_id = \(transaction.tenant) AND recipient_key = \(recipient)
              AND ends_at > \(transaction.now)
              AND since <= \(transaction.now.latestBelievable)
            """
        )
    }

    static func set(
        _ recipient: [UInt8],
        replyCode: Int,
        endsAt: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO mail_suspension (tenant_id, recipient_key, reply_code, since, ends_at)
            VALUES (
                \(transaction.tenant), \(recipient), \(replyCode), \(transaction.now), \(endsAt)
            )
            ON CONFLICT (tenant_id, recipient_key)
            DO UPDATE SET reply_code = excluded.reply_code, since = excluded.since,
                ends_at = excluded.ends_at
            """
        )
        try MailJobs.forgetAgenda.note(endsAt, in: &transaction)
    }

    static func remove(
        _ recipient: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM mail_suspension
            WHERE tenant_id = \(transaction.tenant) AND recipient_key = \(recipient)
            """
        )
    }

    /// When the first one ends that is there.
    static func firstEnd(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT ends_at FROM mail_suspension WHERE tenant_id = \(transaction.tenant)
            ORDER BY ends_at LIMIT 1
            """
        )
    }

    /// Forgets those that are over.
    static func removeEnded(in transaction: inout Transaction) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM mail_suspension
            WHERE tenant_id = \(transaction.tenant) AND ends_at <= \(transaction.now)
            """
        )
    }
}
