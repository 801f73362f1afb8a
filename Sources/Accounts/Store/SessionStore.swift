import Jobs
import Kernel
import Storage

/// Every SQL text that touches `member_session`.
enum SessionStore {
    /// Not over, and not begun by a clock that was ahead, for which it would last too long.
    static func isOpen(at now: Instant, _ table: String = "member_session") -> SQL {
        let table = SQL.name(table)
        return "\(table).expires_at > \(now) AND \(table).created_at <= \(now.latestBelievable)"
    }

    static func insert(
        _ row: SessionRow,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO member_session (tenant_id, token_hash, member_id, anonymous_key, is_adult, facts,
                has_second_factor, device, provider, created_at, expires_at)
            VALUES (\(transaction.tenant), \(row.hash), \(row.member), \(row.anonymousKey),
                \(row.isAdult), \(row.facts), \(row.hasSecondFactor), \(row.device), \(row.provider),
                \(row.createdAt), \(row.expiresAt))
            """
        )
        try Accounts.upkeepAgenda.note(row.expiresAt, in: &transaction)
    }

    /// The session of that token, when it is not over.
    static func find(
        _ hash: [UInt8],
        at now: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> SessionRow? {
        try transaction.first(
            """
            SELECT \(SessionRow.columns) FROM member_session
            WHERE tenant_id = \(transaction.tenant) AND token_hash = \(hash)
              AND \(isOpen(at: now))
            """
        )
    }

    /// Those of one member that are not over, the newest first.
    static func all(
        of member: Member.ID,
        at now: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> [SessionRow] {
        try transaction.all(
            """
            SELECT \(SessionRow.columns) FROM member_session
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
              AND \(isOpen(at: now))
            ORDER BY created_at DESC, token_hash LIMIT \(Limits.sessionsPerMember)
            """
        )
    }

    static func delete(
        _ hash: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM member_session
            WHERE tenant_id = \(transaction.tenant) AND token_hash = \(hash)
            """
        )
    }

    /// Ends one of a member's own sessions; false when it is not theirs, or over.
    static func delete(
        _ hash: [UInt8],
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let deleted: [UInt8]? = try transaction.value(
            """
            DELETE FROM member_session
            WHERE tenant_id = \(transaction.tenant) AND token_hash = \(hash)
              AND member_id = \(member)
            RETURNING token_hash
            """
        )
        return deleted != nil
    }

    /// Ends every session of a member but one.
    static func deleteAll(
        of member: Member.ID,
        except kept: [UInt8] = [],
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM member_session
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
              AND token_hash <> \(kept)
            """
        )
    }

    /// Ends the sessions of anonymous people that began at a provider.
    static func deleteAnonymous(
        by provider: String,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM member_session
            WHERE tenant_id = \(transaction.tenant) AND provider = \(provider)
              AND member_id IS NULL
            """
        )
    }

    /// When the first row ends that is there.
    static func firstEnd(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT expires_at FROM member_session WHERE tenant_id = \(transaction.tenant)
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
            DELETE FROM member_session
            WHERE tenant_id = \(transaction.tenant) AND expires_at <= \(now)
            RETURNING expires_at
            """
        )
        return over.count
    }
}

/// What a row of `member_session` holds, sealed as it is.
struct SessionRow: RowReadable {
    static let columns: SQL = """
        token_hash, member_id, anonymous_key, is_adult, facts, has_second_factor, device,
        provider, created_at, expires_at
        """

    let hash: [UInt8]
    var member: Member.ID?
    var anonymousKey: [UInt8]?
    var isAdult: Bool?
    /// Names of what was proven of somebody anonymous, with spaces between them; nil of members.
    var facts: String?
    let hasSecondFactor: Bool
    let device: [UInt8]
    var provider: String?
    let createdAt: Instant
    let expiresAt: Instant

    init(
        hash: [UInt8],
        hasSecondFactor: Bool,
        device: [UInt8],
        createdAt: Instant,
        expiresAt: Instant
    ) {
        self.hash = hash
        self.hasSecondFactor = hasSecondFactor
        self.device = device
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }

    init(reading row: inout RowReader) throws(StorageError) {
        hash = try row.next()
        member = try row.next()
        anonymousKey = try row.next()
        isAdult = try row.next()
        facts = try row.next()
        hasSecondFactor = try row.next()
        device = try row.next()
        provider = try row.next()
        createdAt = try row.next()
        expiresAt = try row.next()
    }
}

extension Proof {
    /// What was proven when a session began, of somebody anonymous; nil of members.
    init?(facts: String?, provider: String?, at instant: Instant) {
        guard let facts, let provider else { return nil }
        self.init(
            facts: Set(facts.split(separator: " ").map(String.init)),
            provider: provider,
            at: instant
        )
    }
}
