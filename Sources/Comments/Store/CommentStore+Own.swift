import Kernel
import Moderation
import Storage

/// What is somebody's own among comments.
extension CommentStore {
    /// Which of some comments are by a member.
    static func own(
        _ ids: [Comment.ID],
        of author: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Comment.ID] {
        guard !ids.isEmpty else { return [] }
        return try transaction.column(
            """
            SELECT id FROM comment
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id IN (\(list: ids)) AND author_id = \(author)
            """
        )
    }

    /// The last that a member has written about a subject: where it stands, and how.
    static func last(
        of author: Member.ID,
        about subject: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> OwnLast? {
        try transaction.first(
            """
            SELECT id, place, visibility FROM comment
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND author_id = \(author) AND subject_kind = \(subject.kind)
              AND subject_id = \(subject.id)
            ORDER BY place DESC LIMIT 1
            """
        )
    }

    /// Those of a member that nobody else has seen yet.
    static func awaiting(
        of author: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Comment.ID] {
        try transaction.column(
            """
            SELECT id FROM comment
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND author_id = \(author) AND visibility = \(Visibility.awaiting.rawValue)
            ORDER BY id LIMIT \(Limits.ownComments)
            """
        )
    }

    /// Takes a member's name from everything that they wrote.
    static func forget(
        _ author: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE comment SET author_id = NULL
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND author_id = \(author)
            """
        )
    }

    /// What members' comments said before, for the archive of one of them.
    static func versions(
        of comments: [Comment.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Comment.ID: [CommentVersion]] {
        guard !comments.isEmpty else { return [:] }
        let asked = transaction.table(["wanted"], Set(comments).map { [$0.sqlValue] })
        let rows: [VersionRow] = try transaction.all(
            """
            SELECT version.comment_id, version.number, version.text, version.written_at
            FROM (\(asked)) AS asked
            CROSS JOIN comment_version AS version
            WHERE version.tenant_id = \(transaction.tenant)
              AND version.space_id = \(transaction.space) AND version.comment_id = asked.wanted
            ORDER BY version.comment_id, version.number LIMIT \(Limits.ownComments)
            """
        )
        return Dictionary(grouping: rows, by: \.comment).mapValues { $0.map(\.version) }
    }
}

/// What somebody said last in a discussion.
struct OwnLast: Sendable, RowReadable {
    let id: Comment.ID
    let place: Int
    let visibility: Visibility

    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        place = try row.next()
        let visibility: String = try row.next()
        self.visibility = Visibility(rawValue: visibility) ?? .hidden
    }
}

private struct VersionRow: RowReadable {
    let comment: Comment.ID
    let version: CommentVersion

    init(reading row: inout RowReader) throws(StorageError) {
        comment = try row.next()
        version = try CommentVersion(reading: &row)
    }
}
