package import Kernel
package import Storage

/// Every SQL text that touches `mail_suspension`.
enum SuspensionStore {
    /// The suspension that holds now; not one that a clock made that was ahead.
    static func find(
        _ recipient: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) -> Suspension? {
        try transaction.first(
            """
            SELECT reply_code, since, ends_at FROM mail_suspension
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

/// An address to which nothing is sent for a while, because its server said that it does not exist.
package struct Suspension: Sendable, Hashable, RowReadable {
    /// What the server answered, as 550.
    package let replyCode: Int
    package let since: Instant
    package let endsAt: Instant

    package init(reading row: inout RowReader) throws(StorageError) {
        replyCode = try row.next()
        since = try row.next()
        endsAt = try row.next()
    }
}
