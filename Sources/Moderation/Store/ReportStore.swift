import Kernel
import Storage

/// Every SQL text that touches `moderation_report`.
enum ReportStore {
    /// What somebody reports, as it is to be kept.
    struct New: Sendable {
        let caseNumber: Int
        let number: Int
        let followHash: [UInt8]
        let reporterKey: [UInt8]
        let senderKey: [UInt8]
        let member: Member.ID?
        let category: ModerationCategory
        /// Sealed.
        let explanation: [UInt8]
        /// Sealed.
        let email: [UInt8]?
        let language: LanguageTag
    }

    static func add(
        _ new: New,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO moderation_report (
                tenant_id, case_number, number, follow_hash, reporter_key, sender_key, member_id,
                category, explanation, email, language, reported_at
            )
            VALUES (
                \(transaction.tenant), \(new.caseNumber), \(new.number), \(new.followHash),
                \(new.reporterKey), \(new.senderKey), \(new.member), \(new.category.rawValue),
                \(new.explanation), \(new.email), \(new.language.text), \(transaction.now)
            )
            """
        )
    }

    /// Whether whoever has this key reported something of a case.
    static func isReported(
        _ caseNumber: Int,
        by reporterKey: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let found: Int? = try transaction.value(
            """
            SELECT number FROM moderation_report
            WHERE tenant_id = \(transaction.tenant) AND case_number = \(caseNumber)
              AND reporter_key = \(reporterKey)
            LIMIT 1
            """
        )
        return found != nil
    }

    /// When reports came from whoever has these keys since an instant, the oldest first.
    static func times(
        from senderKeys: [[UInt8]],
        since: Instant,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Instant] {
        try transaction.column(
            """
            SELECT reported_at FROM moderation_report
            WHERE tenant_id = \(transaction.tenant) AND sender_key IN (\(list: senderKeys))
              AND reported_at > \(since)
            ORDER BY reported_at LIMIT \(limit)
            """
        )
    }

    /// The one that somebody follows by a number.
    static func find(
        followHash: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) -> ReportRow? {
        try transaction.first(
            """
            SELECT \(ReportRow.columns) FROM moderation_report
            WHERE tenant_id = \(transaction.tenant) AND follow_hash = \(followHash)
            """
        )
    }

    static func find(
        _ number: Int,
        of caseNumber: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> ReportRow? {
        try transaction.first(
            """
            SELECT \(ReportRow.columns) FROM moderation_report
            WHERE tenant_id = \(transaction.tenant) AND case_number = \(caseNumber)
              AND number = \(number)
            """
        )
    }

    /// The latest of a case, the newest first.
    static func latest(
        of caseNumber: Int,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [ReportRow] {
        try transaction.all(
            """
            SELECT \(ReportRow.columns) FROM moderation_report
            WHERE tenant_id = \(transaction.tenant) AND case_number = \(caseNumber)
            ORDER BY number DESC LIMIT \(limit)
            """
        )
    }

    /// Those of a case behind a number, in their order.
    static func page(
        of caseNumber: Int,
        after number: Int,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [ReportRow] {
        try transaction.all(
            """
            SELECT \(ReportRow.columns) FROM moderation_report
            WHERE tenant_id = \(transaction.tenant) AND case_number = \(caseNumber)
              AND number > \(number)
            ORDER BY number LIMIT \(limit)
            """
        )
    }

    /// What most of those who reported something say of it.
    static func mainCategory(
        of caseNumber: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> ModerationCategory? {
        let name: String? = try transaction.value(
            """
            SELECT category FROM moderation_report
            WHERE tenant_id = \(transaction.tenant) AND case_number = \(caseNumber)
            GROUP BY category ORDER BY COUNT(*) DESC, category LIMIT 1
            """
        )
        return name.flatMap(ModerationCategory.init(rawValue:))
    }

    /// What a member reported, the newest first.
    static func all(
        of member: Member.ID,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [ReportRow] {
        try transaction.all(
            """
            SELECT \(ReportRow.columns) FROM moderation_report
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            ORDER BY reported_at DESC LIMIT \(limit)
            """
        )
    }

    /// The member's report in a case; nil when they made none.
    static func find(
        of member: Member.ID,
        in caseNumber: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> ReportRow? {
        try transaction.first(
            """
            SELECT \(ReportRow.columns) FROM moderation_report
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
              AND case_number = \(caseNumber)
            ORDER BY reported_at LIMIT 1
            """
        )
    }

    /// Words and addresses of a case that ended long ago go, and who sent them; that there was a report stays.
    static func forgetWords(
        of caseNumber: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE moderation_report
            SET explanation = NULL, email = NULL, sender_key = NULL, reporter_key = \([UInt8]())
            WHERE tenant_id = \(transaction.tenant) AND case_number = \(caseNumber)
            """
        )
    }

    /// What a member said goes with them; that somebody reported something stays.
    static func forget(
        _ member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE moderation_report
            SET member_id = NULL, explanation = NULL, email = NULL, sender_key = NULL,
                reporter_key = \([UInt8]())
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            """
        )
    }
}

/// A report as it is kept.
struct ReportRow: Sendable, RowReadable {
    static let columns: SQL = """
        case_number, number, member_id, category, explanation, email, language, reported_at,
        follow_hash
        """

    let caseNumber: Int
    let number: Int
    let member: Member.ID?
    let category: ModerationCategory
    /// Sealed; nil when it was forgotten.
    let explanation: [UInt8]?
    /// Sealed.
    let email: [UInt8]?
    let language: LanguageTag
    let at: Instant
    let followHash: [UInt8]

    init(reading row: inout RowReader) throws(StorageError) {
        caseNumber = try row.next()
        number = try row.next()
        member = try row.next()
        category = ModerationCategory(rawValue: try row.next()) ?? .unspecified
        explanation = try row.next()
        email = try row.next()
        language = LanguageTag(try row.next() as String) ?? .english
        at = try row.next()
        followHash = try row.next()
    }
}
