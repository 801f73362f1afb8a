import Jobs
import Kernel
import Storage

/// Every SQL text that touches `member_token`.
///
/// A token of a member carries the member's epoch, and every statement that reads or uses one up asks
/// whether it is still that: a new password, address or sign-out everywhere ends all of them at once,
/// also those that somebody is using at the same instant.
enum TokenStore {
    private static let isCurrent: SQL = """
        (member_token.epoch IS NULL OR member_token.epoch = \(MemberStore.epoch(
            of: "member_token.member_id",
            of: "member_token.tenant_id"
        )))
        """

    /// Not over, and not made by a clock that was ahead, for which it would last too long.
    private static func isOpen(_ purpose: TokenPurpose, at now: Instant) -> SQL {
        let latest = now.adding(.milliseconds(purpose.milliseconds)).latestBelievable
        return "expires_at > \(now) AND expires_at <= \(latest)"
    }

    /// `bound` is the member with whose epoch it ends; nil for what outlives that.
    static func insert(
        _ hash: [UInt8],
        purpose: TokenPurpose,
        member: Member.ID?,
        bound: Member.ID?,
        contents: [UInt8],
        expiresAt: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO member_token (tenant_id, token_hash, purpose, member_id, epoch, contents,
                expires_at)
            VALUES (\(transaction.tenant), \(hash), \(purpose.rawValue), \(member),
                \(MemberStore.epoch(of: "\(bound)", of: "\(transaction.tenant)")),
                \(contents), \(expiresAt))
            """
        )
        try Accounts.upkeepAgenda.note(expiresAt, in: &transaction)
    }

    /// One that can still be used, left as it is.
    static func find(
        _ hash: [UInt8],
        purpose: TokenPurpose,
        at now: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> TokenRow? {
        try transaction.first(
            """
            SELECT member_id, contents FROM member_token
            WHERE tenant_id = \(transaction.tenant) AND token_hash = \(hash)
              AND purpose = \(purpose.rawValue) AND \(isOpen(purpose, at: now))
              AND \(isCurrent)
            """
        )
    }

    /// Uses one up: whoever comes second finds nothing.
    static func take(
        _ hash: [UInt8],
        purpose: TokenPurpose,
        at now: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> TokenRow? {
        try transaction.first(
            """
            DELETE FROM member_token
            WHERE tenant_id = \(transaction.tenant) AND token_hash = \(hash)
              AND purpose = \(purpose.rawValue) AND \(isOpen(purpose, at: now))
              AND \(isCurrent)
            RETURNING member_id, contents
            """
        )
    }

    /// The tries that were counted; none of a token that there is not.
    static func attempts(
        _ hash: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        try transaction.value(
            """
            SELECT attempts FROM member_token
            WHERE tenant_id = \(transaction.tenant) AND token_hash = \(hash)
            """
        ) ?? 0
    }

    /// Counts a try; nil when there were too many, or the token cannot be used.
    static func attempt(
        _ hash: [UInt8],
        purpose: TokenPurpose,
        atMost limit: Int,
        at now: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> TokenRow? {
        try transaction.first(
            """
            UPDATE member_token SET attempts = attempts + 1
            WHERE tenant_id = \(transaction.tenant) AND token_hash = \(hash)
              AND purpose = \(purpose.rawValue) AND \(isOpen(purpose, at: now))
              AND attempts < \(limit)
              AND \(isCurrent)
            RETURNING member_id, contents
            """
        )
    }

    /// Those of one purpose that can still be used, the newest first.
    static func open(
        _ purpose: TokenPurpose,
        at now: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> [OpenToken] {
        try transaction.all(
            """
            SELECT token_hash, member_id, contents, expires_at FROM member_token
            WHERE tenant_id = \(transaction.tenant) AND purpose = \(purpose.rawValue)
              AND \(isOpen(purpose, at: now))
            ORDER BY expires_at DESC, token_hash LIMIT \(Limits.openInvitations)
            """
        )
    }

    /// Deletes those of one purpose, and gives what they were.
    static func takeAll(
        _ purpose: TokenPurpose,
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [OpenToken] {
        try transaction.all(
            """
            DELETE FROM member_token
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
              AND purpose = \(purpose.rawValue)
            RETURNING token_hash, member_id, contents, expires_at
            """
        )
    }

    static func deleteAll(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM member_token
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            """
        )
    }

    /// When the first row ends that is there.
    static func firstEnd(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT expires_at FROM member_token WHERE tenant_id = \(transaction.tenant)
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
            DELETE FROM member_token
            WHERE tenant_id = \(transaction.tenant) AND expires_at <= \(now)
            RETURNING expires_at
            """
        )
        return over.count
    }
}

/// A token that waits to be used.
struct OpenToken: RowReadable {
    let hash: [UInt8]
    let row: TokenRow
    let expiresAt: Instant

    init(reading row: inout RowReader) throws(StorageError) {
        hash = try row.next()
        self.row = try TokenRow(reading: &row)
        expiresAt = try row.next()
    }
}

/// What a token leads to.
struct TokenRow: RowReadable {
    let member: Member.ID?
    let contents: [UInt8]

    init(reading row: inout RowReader) throws(StorageError) {
        member = try row.next()
        contents = try row.next()
    }
}
