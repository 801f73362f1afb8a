import Kernel
import Storage

/// What decisions make of subjects, and how authors are forgotten.
extension ModeratedStore {
    /// What becomes of one subject by a decision.
    struct Change: Sendable {
        let subject: Subject
        let visibility: Visibility
        let labels: [String]
        /// The decision of which the visibility comes; 0 while nobody has decided.
        let decision: Int
    }

    /// Writes what decisions made of subjects; one statement for many as for one.
    static func change(
        _ changes: [Change],
        hiddenUntil: Instant?,
        isReviewed: Bool,
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !changes.isEmpty else { return }
        let given = transaction.table(
            ["space_id", "kind", "id", "visibility", "labels", "decision"],
            changes.map { change in
                [
                    change.subject.space.sqlValue, change.subject.kind.sqlValue,
                    change.subject.id.sqlValue, change.visibility.rawValue.sqlValue,
                    change.labels.joined(separator: "\n").sqlValue, change.decision.sqlValue,
                ]
            }
        )
        let reviewed: SQL = isReviewed ? "reviewed_at = \(transaction.now)," : ""
        try transaction.run(
            """
            UPDATE moderation_subject
            SET visibility = given.visibility, labels = given.labels,
                decision = nullif(given.decision, 0), \(reviewed) hidden_until = \(hiddenUntil),
                published_at = CASE WHEN given.visibility = 'published'
                    THEN coalesce(moderation_subject.published_at, \(transaction.now))
                    ELSE moderation_subject.published_at END
            FROM (\(given)) AS given
            WHERE moderation_subject.tenant_id = \(transaction.tenant)
              AND moderation_subject.space_id = given.space_id
              AND moderation_subject.kind = given.kind AND moderation_subject.id = given.id
            """
        )
    }

    /// How one stands after a decision is taken back.
    struct Standing: Sendable {
        let visibility: Visibility
        let labels: [String]
        /// The decision of which it comes now.
        let decision: Int?
        let hiddenUntil: Instant?
        /// Whether a person has looked at it, and nobody hides it by a crowd any more.
        let isReviewed: Bool
    }

    /// Writes how one stands.
    static func set(
        _ subject: Subject,
        _ standing: Standing,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let reviewed: SQL = standing.isReviewed ? "reviewed_at = \(transaction.now)," : ""
        let published: SQL =
            standing.visibility == .published
            ? "published_at = coalesce(published_at, \(transaction.now))," : ""
        try transaction.run(
            """
            UPDATE moderation_subject
            SET visibility = \(standing.visibility.rawValue),
                labels = \(standing.labels.joined(separator: "\n")), \(reviewed) \(published)
                decision = \(standing.decision), hidden_until = \(standing.hiddenUntil)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(subject.space)
              AND kind = \(subject.kind) AND id = \(subject.id)
            """
        )
    }

    /// Those whose hiding has come to its end.
    static func ended(
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Subject] {
        try transaction.all(
            """
            SELECT space_id, kind, id FROM moderation_subject
            WHERE tenant_id = \(transaction.tenant) AND hidden_until IS NOT NULL
              AND hidden_until <= \(transaction.now)
            ORDER BY hidden_until LIMIT \(limit)
            """
        )
    }

    /// When the next hiding ends.
    static func nextEnd(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT hidden_until FROM moderation_subject
            WHERE tenant_id = \(transaction.tenant) AND hidden_until IS NOT NULL
            ORDER BY hidden_until LIMIT 1
            """
        )
    }

    /// What an author gave to moderation, the newest first; behind one of it, or from the beginning.
    static func all(
        of author: Member.ID,
        behind last: ModeratedRow? = nil,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [ModeratedRow] {
        let place: SQL =
            last.map { row in
                """
                AND (subject.admitted_at, subject.space_id, subject.kind, subject.id) < (
                    \(row.admittedAt), \(row.subject.space), \(row.subject.kind), \(row.subject.id)
                )
                """
            } ?? ""
        return try transaction.all(
            """
            SELECT \(ModeratedRow.columns) FROM moderation_subject AS subject
            WHERE subject.tenant_id = \(transaction.tenant) AND subject.author_id = \(author)
              \(place)
            ORDER BY subject.admitted_at DESC, subject.space_id DESC, subject.kind DESC,
                subject.id DESC
            LIMIT \(limit)
            """
        )
    }

    /// What they wrote stays as it stands, and nobody knows of whom it is.
    static func forget(
        _ author: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE moderation_subject SET author_id = NULL
            WHERE tenant_id = \(transaction.tenant) AND author_id = \(author)
            """
        )
        try transaction.run(
            """
            DELETE FROM moderation_author
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(author)
            """
        )
    }
}
