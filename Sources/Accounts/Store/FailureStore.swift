import Credentials
import Jobs
import Kernel
import Storage

/// Every SQL text that touches `sign_in_failure` and `sign_in_place`.
///
/// A bucket is a keyed hash of an account, of an account with a network or a browser, or of a network
/// alone; none of them can be read out of it.
enum FailureStore {
    static func states(
        of buckets: [[UInt8]],
        in transaction: inout Transaction
    ) throws(StorageError) -> [[UInt8]: ThrottleState] {
        let rows: [FailureRow] = try transaction.all(
            """
            SELECT bucket, failures, last_at FROM sign_in_failure
            WHERE tenant_id = \(transaction.tenant)
              AND bucket IN (\(SQL.list(buckets.map { "\($0)" })))
            """
        )
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.bucket, $0.state) })
    }

    static func set(
        _ bucket: [UInt8],
        to state: ThrottleState,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO sign_in_failure (tenant_id, bucket, failures, last_at)
            VALUES (\(transaction.tenant), \(bucket), \(state.failures), \(state.lastAt))
            ON CONFLICT (tenant_id, bucket)
            DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at
            """
        )
        try Accounts.upkeepAgenda.note(state.lastAt.adding(failureLife), in: &transaction)
    }

    static func clear(
        _ bucket: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM sign_in_failure
            WHERE tenant_id = \(transaction.tenant) AND bucket = \(bucket)
            """
        )
    }

    /// Whether the account was signed in to from that network before.
    static func knows(
        _ place: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let known: [UInt8]? = try transaction.value(
            """
            SELECT bucket FROM sign_in_place
            WHERE tenant_id = \(transaction.tenant) AND bucket = \(place)
            """
        )
        return known != nil
    }

    static func remember(
        _ place: [UInt8],
        at now: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO sign_in_place (tenant_id, bucket, last_at)
            VALUES (\(transaction.tenant), \(place), \(now))
            ON CONFLICT (tenant_id, bucket) DO UPDATE SET last_at = excluded.last_at
            """
        )
        try Accounts.upkeepAgenda.note(now.adding(placeLife), in: &transaction)
    }

    /// How long each is kept.
    private static let failureLife = Duration.milliseconds(Instant.millisecondsPerDay)
    private static let placeLife = Duration.milliseconds(Limits.familiarMilliseconds)

    /// When the first row ends that is there.
    static func firstEnd(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        let failure: Instant? = try transaction.value(
            """
            SELECT last_at FROM sign_in_failure WHERE tenant_id = \(transaction.tenant)
            ORDER BY last_at LIMIT 1
            """
        )
        let place: Instant? = try transaction.value(
            """
            SELECT last_at FROM sign_in_place WHERE tenant_id = \(transaction.tenant)
            ORDER BY last_at LIMIT 1
            """
        )
        return [failure?.adding(failureLife), place?.adding(placeLife)].compactMap(\.self).min()
    }

    static func prune(
        at now: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let failures: [Instant] = try transaction.column(
            """
            DELETE FROM sign_in_failure
            WHERE tenant_id = \(transaction.tenant) AND last_at <= \(now.adding(.zero - failureLife))
            RETURNING last_at
            """
        )
        let places: [Instant] = try transaction.column(
            """
            DELETE FROM sign_in_place
            WHERE tenant_id = \(transaction.tenant) AND last_at <= \(now.adding(.zero - placeLife))
            RETURNING last_at
            """
        )
        return failures.count + places.count
    }
}

private struct FailureRow: RowReadable {
    let bucket: [UInt8]
    let state: ThrottleState

    init(reading row: inout RowReader) throws(StorageError) {
        bucket = try row.next()
        state = ThrottleState(failures: try row.next(), lastAt: try row.next())
    }
}
