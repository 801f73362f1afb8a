import Kernel
import Storage

/// How appeals are answered and forgotten.
extension AppealStore {
    /// Writes an answer; `message` is sealed, and nil where the decision was taken back by itself.
    static func decide(
        _ number: Int,
        isGranted: Bool,
        message: [UInt8]?,
        by member: Member.ID?,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE moderation_appeal
            SET decided_at = \(transaction.now), is_granted = \(isGranted), message = \(message),
                decided_by = \(member)
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            """
        )
    }

    /// Lets all that wait against a decision have their way, because it holds no more; gives them.
    static func settle(
        against decision: Int,
        by member: Member.ID?,
        in transaction: inout Transaction
    ) throws(StorageError) -> [StoredAppeal] {
        try transaction.all(
            """
            UPDATE moderation_appeal
            SET decided_at = \(transaction.now), is_granted = \(true), decided_by = \(member)
            WHERE tenant_id = \(transaction.tenant) AND decision = \(decision)
              AND decided_at IS NULL
            RETURNING \(StoredAppeal.columns)
            """
        )
    }

    /// What a member wrote, the newest first.
    static func all(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [StoredAppeal] {
        try transaction.all(
            """
            SELECT \(StoredAppeal.columns) FROM moderation_appeal
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            ORDER BY number DESC LIMIT \(Limits.ownModerationShown)
            """
        )
    }

    /// Answered by then, and not forgotten yet.
    static func removeAddresses(
        decidedBy instant: Instant,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let forgotten: [Int] = try transaction.column(
            """
            UPDATE moderation_appeal SET email = NULL
            WHERE tenant_id = \(transaction.tenant) AND number IN (
                SELECT number FROM moderation_appeal
                WHERE tenant_id = \(transaction.tenant) AND decided_at IS NOT NULL
                  AND decided_at <= \(instant) AND email IS NOT NULL
                ORDER BY decided_at LIMIT \(limit)
            )
            RETURNING number
            """
        )
        return forgotten.count
    }

    /// When the first of those was answered that still has an address.
    static func firstAddress(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT decided_at FROM moderation_appeal
            WHERE tenant_id = \(transaction.tenant) AND decided_at IS NOT NULL
              AND email IS NOT NULL
            ORDER BY decided_at LIMIT 1
            """
        )
    }

    /// What a member wrote goes with them, and nobody knows what they answered.
    static func forget(
        _ member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE moderation_appeal SET member_id = NULL, email = NULL, words = NULL
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            """
        )
        try transaction.run(
            """
            UPDATE moderation_appeal SET decided_by = NULL
            WHERE tenant_id = \(transaction.tenant) AND decided_by = \(member)
            """
        )
    }
}

/// An appeal as it is kept, its words still sealed.
struct StoredAppeal: Sendable, RowReadable {
    static let columns: SQL = """
        number, decision, case_number, space_id, kind, subject_id, report, member_id, email,
        language, words, made_at, decided_at, is_granted, message, decided_by
        """

    let number: Int
    let decision: Int
    let caseNumber: Int
    let subject: Subject
    /// Of the reporter, 0 for the author.
    let report: Int
    let member: Member.ID?
    let email: [UInt8]?
    let language: LanguageTag
    let words: [UInt8]?
    let madeAt: Instant
    let decidedAt: Instant?
    let isGranted: Bool?
    let message: [UInt8]?
    let decidedBy: Member.ID?

    init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        decision = try row.next()
        caseNumber = try row.next()
        subject = try Subject(reading: &row)
        report = try row.next()
        member = try row.next()
        email = try row.next()
        language = LanguageTag(try row.next() as String) ?? .english
        words = try row.next()
        madeAt = try row.next()
        decidedAt = try row.next()
        isGranted = try row.next()
        message = try row.next()
        decidedBy = try row.next()
    }

    var party: AppealParty { report == 0 ? .author : .reporter }
}
