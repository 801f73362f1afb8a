import Kernel
import Storage
import Text

/// Every SQL text that touches `moderation_decision`.
enum DecisionStore {
    /// Adds decisions; one statement for many as for one.
    static func add(
        _ rows: [NewDecision],
        in transaction: inout Transaction
    ) throws(StorageError) {
        let tenant = transaction.tenant.sqlValue
        let now = transaction.now.sqlValue
        let written = try transaction.insert(
            into: "moderation_decision",
            columns: columns,
            rows: rows.map { [tenant] + cells(of: $0, at: now) }
        )
        guard written == rows.count else {
            throw StorageError(.other, "\(written) of \(rows.count) decisions were written")
        }
    }

    private static let columns = [
        "tenant_id", "number", "case_number", "space_id", "kind", "subject_id", "action", "ground",
        "category", "extent", "holds_until", "label", "source", "is_detected", "automation",
        "policy", "template", "language", "content_language", "reasons", "decided_at",
        "decided_by", "content_at", "author_id", "visibility_before",
    ]

    private static func cells(of row: NewDecision, at now: SQLValue) -> [SQLValue] {
        let decision = row.decision
        let what: [SQLValue] = [
            row.number.sqlValue, row.caseNumber.sqlValue, row.subject.space.sqlValue,
            row.subject.kind.sqlValue, row.subject.id.sqlValue,
            decision.action.rawValue.sqlValue, (decision.ground?.kind.rawValue).sqlValue,
            (decision.category?.rawValue).sqlValue, decision.extent.rawValue.sqlValue,
            decision.until.sqlValue, decision.label.sqlValue,
        ]
        let how: [SQLValue] = [
            row.source.rawValue.sqlValue, row.isDetected.sqlValue,
            row.automation.rawValue.sqlValue, row.policy.sqlValue, decision.template.sqlValue,
            decision.language.text.sqlValue, row.contentLanguage.sqlValue, row.reasons.sqlValue,
        ]
        let who: [SQLValue] = [
            now, row.decidedBy.sqlValue, row.contentAt.sqlValue, row.author.sqlValue,
            row.before.rawValue.sqlValue,
        ]
        return what + how + who
    }

    static func find(
        _ number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> StoredDecision? {
        try transaction.first(
            """
            SELECT \(StoredDecision.columns) FROM moderation_decision
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            """
        )
    }

    /// The same, and nobody else takes it back until the transaction ends.
    static func lock(
        _ number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> StoredDecision? {
        try transaction.first(
            """
            SELECT \(StoredDecision.columns) FROM moderation_decision
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            \(transaction.holding("moderation_decision"))
            """
        )
    }

    /// About one subject, the newest first.
    static func all(
        of subject: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> [StoredDecision] {
        try transaction.all(
            """
            SELECT \(StoredDecision.columns) FROM moderation_decision
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(subject.space)
              AND kind = \(subject.kind) AND subject_id = \(subject.id)
            ORDER BY number DESC LIMIT \(Limits.decisionsPerSubject)
            """
        )
    }

    /// About what an author wrote, the newest first.
    static func all(
        of author: Member.ID,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [StoredDecision] {
        try transaction.all(
            """
            SELECT \(StoredDecision.columns) FROM moderation_decision
            WHERE tenant_id = \(transaction.tenant) AND author_id = \(author)
            ORDER BY number DESC LIMIT \(limit)
            """
        )
    }

    /// Of these numbers, in no order.
    static func find(
        _ numbers: [Int],
        in transaction: inout Transaction
    ) throws(StorageError) -> [StoredDecision] {
        guard !numbers.isEmpty else { return [] }
        return try transaction.all(
            """
            SELECT \(StoredDecision.columns) FROM moderation_decision
            WHERE tenant_id = \(transaction.tenant) AND number IN (\(list: numbers))
            """
        )
    }

    /// All where somebody may moderate, the newest first.
    static func list(
        within reach: Moderator.Reach,
        at cursor: ListCursor?,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [StoredDecision] {
        let place: SQL = cursor.flatMap { Int($0.id) }.map { "AND number < \($0)" } ?? ""
        return try transaction.all(
            """
            SELECT \(StoredDecision.columns) FROM moderation_decision
            WHERE tenant_id = \(transaction.tenant) \(CaseStore.inside(reach)) \(place)
            ORDER BY number DESC LIMIT \(limit)
            """
        )
    }

    /// Those of a stretch of time that took something from somebody and still hold, in their order.
    static func restrictions(
        in time: Range<Instant>,
        within reach: Moderator.Reach,
        after place: (at: Instant, number: Int),
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [StoredDecision] {
        try transaction.all(
            """
            SELECT \(StoredDecision.columns) FROM moderation_decision
            WHERE tenant_id = \(transaction.tenant) AND decided_at >= \(time.lowerBound)
              AND decided_at < \(time.upperBound)
              AND (decided_at, number) > (\(place.at), \(place.number))
              AND action IN ('hide', 'label', 'suspend') AND undone_at IS NULL
              AND reversed_by IS NULL \(CaseStore.inside(reach))
            ORDER BY decided_at, number LIMIT \(limit)
            """
        )
    }
}

extension DecisionStore {
    static func setUndone(
        _ number: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE moderation_decision SET undone_at = \(transaction.now)
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            """
        )
    }

    static func setReversed(
        _ number: Int,
        by appeal: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE moderation_decision SET reversed_by = \(appeal)
            WHERE tenant_id = \(transaction.tenant) AND number = \(number)
            """
        )
    }

    /// What was decided stays; nobody knows about whom, nor who did.
    static func forget(
        _ member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE moderation_decision SET author_id = NULL
            WHERE tenant_id = \(transaction.tenant) AND author_id = \(member)
            """
        )
        try transaction.run(
            """
            UPDATE moderation_decision SET decided_by = NULL
            WHERE tenant_id = \(transaction.tenant) AND decided_by = \(member)
            """
        )
    }
}
