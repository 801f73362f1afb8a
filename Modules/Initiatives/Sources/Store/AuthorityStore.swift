import Kernel
import Storage
import Vault

/// Every SQL text that touches `authority_key`.
enum AuthorityStore {
    /// False when this very key was registered before.
    static func insert(
        _ key: AuthorityPublicKey,
        of state: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let inserted: String? = try transaction.value(
            """
            INSERT INTO authority_key (tenant_id, space_id, state, key_id, public_key, registered_at)
            VALUES (
                \(transaction.tenant), \(transaction.space), \(state), \(key.id.description), \(key.bytes),
                \(transaction.now)
            )
            ON CONFLICT (tenant_id, space_id, state, key_id) DO NOTHING
            RETURNING key_id
            """
        )
        return inserted != nil
    }

    /// The newest key of each state: what statements are sealed to now.
    static func current(
        in transaction: inout Transaction
    ) throws(StorageError) -> [String: AuthorityPublicKey] {
        let rows: [KeyRow] = try transaction.all(
            """
            SELECT state, public_key FROM authority_key
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND NOT EXISTS (
                  SELECT 1 FROM authority_key AS newer
                  WHERE newer.tenant_id = \(transaction.tenant)
                    AND newer.space_id = \(transaction.space)
                    AND newer.state = authority_key.state
                    AND (
                        newer.registered_at > authority_key.registered_at
                        OR newer.registered_at = authority_key.registered_at
                        AND newer.key_id > authority_key.key_id
                    )
              )
            ORDER BY state LIMIT 1000
            """
        )
        return Dictionary(rows.map { ($0.state, $0.key) }, uniquingKeysWith: { _, later in later })
    }

    /// Every key of a state, the newest first: that one is in force.
    static func keys(
        of state: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> [KnownKey] {
        try transaction.all(
            """
            SELECT public_key, registered_at FROM authority_key
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND state = \(state)
            ORDER BY registered_at DESC, key_id DESC LIMIT \(Limits.keysPerState)
            """
        )
    }

    /// Those of some spaces in which an authority has given a key.
    static func keyed(
        _ spaces: [Space.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> Set<Space.ID> {
        guard !spaces.isEmpty else { return [] }
        return Set(
            try transaction.column(
                """
                SELECT space_id FROM authority_key
                WHERE tenant_id = \(transaction.tenant) AND space_id IN (\(list: spaces))
                GROUP BY space_id ORDER BY space_id LIMIT \(spaces.count)
                """
            )
        )
    }

    /// How many keys a state has given, older ones too.
    static func count(
        of state: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let ids: [String] = try transaction.column(
            """
            SELECT key_id FROM authority_key
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND state = \(state)
            ORDER BY key_id LIMIT \(Limits.keysPerState)
            """
        )
        return ids.count
    }
}

/// A key that an authority has given, and since when statements were sealed to it.
struct KnownKey: Sendable, RowReadable {
    let key: AuthorityPublicKey
    let registeredAt: Instant

    init(reading row: inout RowReader) throws(StorageError) {
        key = AuthorityPublicKey(registered: try row.next())
        registeredAt = try row.next()
    }
}

private struct KeyRow: RowReadable {
    let state: String
    let key: AuthorityPublicKey

    init(reading row: inout RowReader) throws(StorageError) {
        state = try row.next()
        key = AuthorityPublicKey(registered: try row.next())
    }
}
