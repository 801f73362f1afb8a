import Jobs
import Kernel
import Storage

/// Every SQL text that touches `farewell`.
enum FarewellStore {
    static func insert(
        _ hash: [UInt8],
        provider: String,
        token: [UInt8],
        expiresAt: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO farewell (tenant_id, key_hash, provider, token, expires_at)
            VALUES (\(transaction.tenant), \(hash), \(provider), \(token), \(expiresAt))
            """
        )
        try Accounts.upkeepAgenda.note(expiresAt, in: &transaction)
    }

    /// What was kept for one provider; nil when it is over or never was.
    static func find(
        _ hash: [UInt8],
        provider: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> [UInt8]? {
        // A clock that was ahead would keep it for longer than anybody was told.
        let latest = transaction.now.adding(.milliseconds(Limits.farewellMilliseconds))
            .latestBelievable
        return try transaction.value(
            """
            SELECT token FROM farewell
            WHERE tenant_id = \(transaction.tenant) AND key_hash = \(hash)
              AND provider = \(provider) AND expires_at > \(transaction.now)
              AND expires_at <= \(latest)
            """
        )
    }

    static func remove(
        _ hash: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM farewell WHERE tenant_id = \(transaction.tenant) AND key_hash = \(hash)
            """
        )
    }

    /// When the first row ends that is there.
    static func firstEnd(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT expires_at FROM farewell WHERE tenant_id = \(transaction.tenant)
            ORDER BY expires_at LIMIT 1
            """
        )
    }

    static func prune(in transaction: inout Transaction) throws(StorageError) -> Int {
        let over: [Instant] = try transaction.column(
            """
            DELETE FROM farewell
            WHERE tenant_id = \(transaction.tenant) AND expires_at <= \(transaction.now)
            RETURNING expires_at
            """
        )
        return over.count
    }
}
