import Kernel
import Moderation
import Storage

/// Whether people see comments: what is read of many at once before they are moved, and what is written then.
extension CommentStore {
    /// How some comments stand, with those that they answer; as many statements for five hundred as for one.
    ///
    /// Whoever moves them holds their discussions first (``hold(_:in:)``).
    static func standings(
        of ids: [Comment.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [CommentStanding] {
        guard !ids.isEmpty else { return [] }
        let asked = transaction.table(["wanted"], Set(ids).map { [$0.sqlValue] })
        let columns: SQL = """
            comment.id, comment.space_id, comment.subject_kind, comment.subject_id,
            comment.parent_id, comment.stance, comment.author_id, comment.visibility,
            comment.replies, comment.published_at
            """
        return try transaction.all(
            """
            SELECT \(columns) FROM (\(asked)) AS asked
            CROSS JOIN comment
            WHERE comment.tenant_id = \(transaction.tenant)
              AND comment.space_id = \(transaction.space) AND comment.id = asked.wanted
            UNION
            SELECT \(columns) FROM (\(asked)) AS asked
            CROSS JOIN comment AS child
            CROSS JOIN comment
            WHERE child.tenant_id = \(transaction.tenant)
              AND child.space_id = \(transaction.space) AND child.id = asked.wanted
              AND comment.tenant_id = \(transaction.tenant)
              AND comment.space_id = \(transaction.space) AND comment.id = child.parent_id
            """
        )
    }

    /// What comments are about, which never changes.
    static func subjects(
        of ids: [Comment.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> Set<Subject> {
        guard !ids.isEmpty else { return [] }
        let asked = transaction.table(["wanted"], Set(ids).map { [$0.sqlValue] })
        let subjects: [Subject] = try transaction.all(
            """
            SELECT DISTINCT comment.space_id, comment.subject_kind, comment.subject_id
            FROM (\(asked)) AS asked
            CROSS JOIN comment
            WHERE comment.tenant_id = \(transaction.tenant)
              AND comment.space_id = \(transaction.space) AND comment.id = asked.wanted
            """
        )
        return Set(subjects)
    }

    /// Writes how comments stand now, and what their discussions count.
    static func write(
        _ moves: CommentMoves,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let changed = moves.changed.compactMap { moves.standings[$0] }
            .sorted { $0.id.text < $1.id.text }
        guard !changed.isEmpty else { return }
        let given = transaction.table(
            ["given_id", "given_visibility", "given_listed", "given_replies"],
            changed.map {
                [
                    $0.id.sqlValue, $0.visibility.rawValue.sqlValue, $0.isListed.sqlValue,
                    $0.replies.sqlValue,
                ]
            }
        )
        try transaction.run(
            """
            UPDATE comment
            SET visibility = given.given_visibility, is_listed = given.given_listed,
                replies = given.given_replies,
                published_at = CASE
                    WHEN given.given_visibility = \(Visibility.published.rawValue)
                    THEN coalesce(comment.published_at, \(transaction.now))
                    ELSE comment.published_at
                END
            FROM (\(given)) AS given
            WHERE comment.tenant_id = \(transaction.tenant)
              AND comment.space_id = \(transaction.space) AND comment.id = given.given_id
            """
        )
        try count(moves.tallies, in: &transaction)
    }

    /// Moves what discussions count.
    static func count(
        _ tallies: [Subject: CommentTally],
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !tallies.isEmpty else { return }
        let given = transaction.table(
            ["kind", "name", "more", "more_for", "more_against", "more_neutral"],
            tallies.sorted { $0.key < $1.key }.map { subject, tally in
                [
                    subject.kind.sqlValue, subject.id.sqlValue, tally.total.sqlValue,
                    tally.inFavour.sqlValue, tally.against.sqlValue, tally.neutral.sqlValue,
                ]
            }
        )
        try transaction.run(
            """
            UPDATE comment_thread
            SET total = comment_thread.total + given.more,
                for_count = comment_thread.for_count + given.more_for,
                against_count = comment_thread.against_count + given.more_against,
                neutral_count = comment_thread.neutral_count + given.more_neutral
            FROM (\(given)) AS given
            WHERE comment_thread.tenant_id = \(transaction.tenant)
              AND comment_thread.space_id = \(transaction.space)
              AND comment_thread.subject_kind = given.kind
              AND comment_thread.subject_id = given.name
            """
        )
    }
}

extension CommentStanding: RowReadable {
    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        subject = try Subject(reading: &row)
        let parent: String = try row.next()
        self.parent = Comment.ID(parent)
        let stance: String? = try row.next()
        self.stance = stance.flatMap { Stance(rawValue: $0) }
        author = try row.next()
        let visibility: String = try row.next()
        self.visibility = Visibility(rawValue: visibility) ?? .hidden
        replies = try row.next()
        let publishedAt: Instant? = try row.next()
        wasPublished = publishedAt != nil
    }
}
