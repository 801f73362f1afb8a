import Kernel
import Storage

/// Warnings among the letters of `mail`: equal ones are found by what they tell of.
extension MailStore {
    /// The warnings that tell one recipient of one thing, since an instant, the oldest first.
    static func recent(
        warning merge: [UInt8],
        to recipient: [UInt8],
        since: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> [RecentLetter] {
        try transaction.all(
            """
            SELECT created_at, network_key FROM mail
            WHERE tenant_id = \(transaction.tenant) AND recipient_key = \(recipient)
              AND cause = 'warning' AND created_at > \(since)
              AND created_at <= \(transaction.now.latestBelievable) AND merge_key = \(merge)
            ORDER BY created_at LIMIT 100
            """
        )
    }

    /// A warning that waits, tells of the same thing, and was not taken for sending yet.
    ///
    /// One that was taken is on its way as it was read; what happened since would be lost with it.
    static func mergeable(
        _ merge: [UInt8],
        to recipient: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) -> String? {
        try transaction.value(
            """
            SELECT id FROM mail
            WHERE tenant_id = \(transaction.tenant) AND recipient_key = \(recipient)
              AND cause = 'warning' AND merge_key = \(merge)
              AND state = 'waiting' AND attempts = 0
            ORDER BY created_at, id LIMIT 1
            """
        )
    }

    /// Lets a warning that waits tell of the last time, and how often it was.
    static func merge(
        into id: String,
        letter: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE mail SET times = times + 1, letter = \(letter)
            WHERE tenant_id = \(transaction.tenant) AND id = \(id)
            """
        )
    }
}
