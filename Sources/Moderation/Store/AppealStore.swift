import Kernel
import Storage
import Text

/// Every SQL text that touches `moderation_appeal` and `moderation_way`.
enum AppealStore {
    /// Lets whoever has a link contest a decision, until an instant.
    static func addWay(
        _ tokenHash: [UInt8],
        to decision: Int,
        report: Int,
        until end: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO moderation_way (tenant_id, token_hash, decision, report, ends_at)
            VALUES (\(transaction.tenant), \(tokenHash), \(decision), \(report), \(end))
            """
        )
    }

    /// Where a link leads; nil for one that is none.
    static func way(
        _ tokenHash: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) -> (decision: Int, report: Int)? {
        let row: WayRow? = try transaction.first(
            """
            SELECT decision, report FROM moderation_way
            WHERE tenant_id = \(transaction.tenant) AND token_hash = \(tokenHash)
            """
        )
        return row.map { ($0.decision, $0.report) }
    }

    static func removeWays(
        endedBy instant: Instant,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let removed: [Int] = try transaction.column(
            """
            DELETE FROM moderation_way
            WHERE tenant_id = \(transaction.tenant) AND token_hash IN (
                SELECT token_hash FROM moderation_way
                WHERE tenant_id = \(transaction.tenant) AND ends_at <= \(instant)
                ORDER BY ends_at LIMIT \(limit)
            )
            RETURNING decision
            """
        )
        return removed.count
    }

    static func nextWayEnd(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT ends_at FROM moderation_way WHERE tenant_id = \(transaction.tenant)
            ORDER BY ends_at LIMIT 1
            """
        )
    }

    /// What is to be a new appeal.
    struct New: Sendable {
        let number: Int
        let decision: StoredDecision
        let report: Int
        let member: Member.ID?
        /// Sealed.
        let email: [UInt8]?
        let language: LanguageTag
        /// Sealed.
        let words: [UInt8]
    }

    /// False when the same party has contested the decision already.
    static func add(
        _ new: New,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let subject = new.decision.subject
        let added: Int? = try transaction.value(
            """
            INSERT INTO moderation_appeal (
                tenant_id, number, decision, case_number, space_id, kind, subject_id, report,
                member_id, email, language, words, made_at
            )
            VALUES (
                \(transaction.tenant), \(new.number), \(new.decision.number),
                \(new.decision.caseNumber), \(subject.space), \(subject.kind), \(subject.id),
                \(new.report), \(new.member), \(new.email), \(new.language.text), \(new.words),
                \(transaction.now)
            )
            ON CONFLICT (tenant_id, decision, report) DO NOTHING
            RETURNING number
            """
        )
        return added != nil
    }

    static func find(
        _ number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> StoredAppeal? {
        try transaction.first(
            """
            SELECT \(StoredAppeal.columns) FROM moderation_appeal
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            """
        )
    }

    /// The same, and nobody else answers it until the transaction ends.
    static func lock(
        _ number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> StoredAppeal? {
        try transaction.first(
            """
            SELECT \(StoredAppeal.columns) FROM moderation_appeal
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            \(transaction.holding("moderation_appeal"))
            """
        )
    }

    /// Of one party against one decision.
    static func find(
        of report: Int,
        against decision: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> StoredAppeal? {
        try transaction.first(
            """
            SELECT \(StoredAppeal.columns) FROM moderation_appeal
            WHERE tenant_id = \(transaction.tenant) AND decision = \(decision)
              AND report = \(report)
            """
        )
    }

    /// Those that wait where somebody may moderate, the oldest first.
    static func waiting(
        within reach: Moderator.Reach,
        at cursor: ListCursor?,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [StoredAppeal] {
        var place: SQL = ""
        if let cursor, let number = Int(cursor.id) {
            place = "AND (made_at, number) > (\(cursor.value), \(number))"
        }
        return try transaction.all(
            """
            SELECT \(StoredAppeal.columns) FROM moderation_appeal
            WHERE tenant_id = \(transaction.tenant) AND decided_at IS NULL
              \(CaseStore.inside(reach)) \(place)
            ORDER BY made_at, number LIMIT \(limit)
            """
        )
    }

    static func countWaiting(
        within reach: Moderator.Reach,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        try transaction.value(
            """
            SELECT COUNT(*) FROM moderation_appeal
            WHERE tenant_id = \(transaction.tenant) AND decided_at IS NULL
              \(CaseStore.inside(reach))
            """
        ) ?? 0
    }
}

private struct WayRow: RowReadable {
    let decision: Int
    let report: Int

    init(reading row: inout RowReader) throws(StorageError) {
        decision = try row.next()
        report = try row.next()
    }
}
