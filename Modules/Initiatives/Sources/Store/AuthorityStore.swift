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
            ORDER BY registered_at, key_id LIMIT 1000
            """
        )
        // Later rows replace earlier ones of the same state.
        return Dictionary(rows.map { ($0.state, $0.key) }, uniquingKeysWith: { _, later in later })
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
