import Jobs
package import Kernel
package import Storage

/// Every SQL text that touches `member_identity` and `used_departure`.
enum IdentityStore {
    /// Whose account a provider's person has.
    static func member(
        provider: String,
        subject: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) -> Member.ID? {
        try transaction.value(
            """
            SELECT member_id FROM member_identity
            WHERE tenant_id = \(transaction.tenant) AND provider = \(provider)
              AND subject_key = \(subject)
            """
        )
    }

    /// False when that person has another account already.
    static func link(
        provider: String,
        subject: [UInt8],
        to member: Member.ID,
        at now: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let linked: Member.ID? = try transaction.value(
            """
            INSERT INTO member_identity (tenant_id, provider, subject_key, member_id, linked_at)
            VALUES (\(transaction.tenant), \(provider), \(subject), \(member), \(now))
            ON CONFLICT (tenant_id, provider, subject_key) DO NOTHING
            RETURNING member_id
            """
        )
        return linked != nil
    }

    static func all(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [LinkedIdentity] {
        try transaction.all(
            """
            SELECT provider, linked_at FROM member_identity
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            ORDER BY linked_at, provider LIMIT \(Limits.providersPerTenant)
            """
        )
    }

    /// False when there was none.
    static func unlink(
        provider: String,
        from member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let ended: [Member.ID] = try transaction.column(
            """
            DELETE FROM member_identity
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
              AND provider = \(provider)
            RETURNING member_id
            """
        )
        return !ended.isEmpty
    }

    static func deleteAll(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM member_identity
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            """
        )
    }

    /// Notes that the answer to a departure has come; false when it came before.
    static func use(
        departure hash: [UInt8],
        until expiresAt: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let used: [UInt8]? = try transaction.value(
            """
            INSERT INTO used_departure (tenant_id, state_hash, expires_at)
            VALUES (\(transaction.tenant), \(hash), \(expiresAt))
            ON CONFLICT (tenant_id, state_hash) DO NOTHING
            RETURNING state_hash
            """
        )
        try Accounts.upkeepAgenda.note(expiresAt, in: &transaction)
        return used != nil
    }

    /// When the first row ends that is there.
    static func firstEnd(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT expires_at FROM used_departure WHERE tenant_id = \(transaction.tenant)
            ORDER BY expires_at LIMIT 1
            """
        )
    }

    static func prune(
        at now: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let over: [Instant] = try transaction.column(
            """
            DELETE FROM used_departure
            WHERE tenant_id = \(transaction.tenant) AND expires_at <= \(now)
            RETURNING expires_at
            """
        )
        return over.count
    }
}

/// A provider at which a member can sign in.
package struct LinkedIdentity: RowReadable {
    /// The provider's id.
    package let provider: String
    package let linkedAt: Instant

    package init(reading row: inout RowReader) throws(StorageError) {
        provider = try row.next()
        linkedAt = try row.next()
    }
}
