import Kernel
import Moderation
package import Storage
import Text

/// What pages read: as many statements for ten thousand comments as for ten.
extension CommentStore {
    /// Read in this order by `Comment.init(reading:)` below; keep the two side by side.
    private static let columns: SQL = """
        comment.id, comment.space_id, comment.subject_kind, comment.subject_id, comment.place,
        comment.parent_id, comment.stance, comment.text, comment.language, comment.author_id,
        comment.visibility, comment.replies, comment.versions, comment.written_at,
        comment.edited_at
        """

    static func thread(
        of subject: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> CommentThread {
        try transaction.first(
            """
            SELECT total, for_count, against_count, neutral_count, is_closed FROM comment_thread
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND subject_kind = \(subject.kind) AND subject_id = \(subject.id)
            """
        ) ?? .empty
    }

    /// Comments that begin a conversation, in the direction in which a page is read: one more than it holds.
    static func page(
        of subject: Subject,
        _ visit: CommentVisit,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Comment] {
        let isBackward = visit.cursor?.isBackward == true
        let beyond = visit.cursor.map { self.beyond($0, in: visit.order) } ?? "TRUE"
        let order: SQL =
            switch (visit.order, isBackward) {
            case (.newest, false): "comment.place DESC"
            case (.newest, true): "comment.place"
            case (.answered, false): "comment.replies DESC, comment.place DESC"
            case (.answered, true): "comment.replies, comment.place"
            }
        return try transaction.all(
            """
            SELECT \(columns) FROM comment
            WHERE comment.tenant_id = \(transaction.tenant)
              AND comment.space_id = \(transaction.space)
              AND comment.subject_kind = \(subject.kind) AND comment.subject_id = \(subject.id)
              AND comment.parent_id = '' AND comment.is_listed AND \(beyond)
            ORDER BY \(order) LIMIT \(Limits.commentsPerPage + 1)
            """
        )
    }

    private static func beyond(_ cursor: ListCursor, in order: CommentVisit.Order) -> SQL {
        let place = Int(cursor.id) ?? 0
        return switch (order, cursor.isBackward) {
        case (.newest, false): "comment.place < \(place)"
        case (.newest, true): "comment.place > \(place)"
        case (.answered, false): "(comment.replies, comment.place) < (\(cursor.value), \(place))"
        case (.answered, true): "(comment.replies, comment.place) > (\(cursor.value), \(place))"
        }
    }

    /// The first answers to each of some comments: each list is walked in its index and no further.
    static func firstReplies(
        to comments: [Comment],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Comment.ID: [Comment]] {
        let (tenant, space) = (transaction.tenant, transaction.space)
        let arms = comments.filter { $0.replies > 0 }.map { comment -> SQL in
            """
            SELECT * FROM (
                SELECT \(columns) FROM comment
                WHERE comment.tenant_id = \(tenant) AND comment.space_id = \(space)
                  AND comment.subject_kind = \(comment.subject.kind)
                  AND comment.subject_id = \(comment.subject.id)
                  AND comment.parent_id = \(comment.id) AND comment.is_listed
                ORDER BY comment.place LIMIT \(Limits.repliesShown)
            ) AS arm
            """
        }
        guard let first = arms.first else { return [:] }
        let found: [Comment] = try transaction.all(
            arms.dropFirst().reduce(first) { "\($0) UNION ALL \($1)" }
        )
        var replies: [Comment.ID: [Comment]] = [:]
        for reply in found.sorted(by: { $0.place < $1.place }) {
            if let parent = reply.parent { replies[parent, default: []].append(reply) }
        }
        return replies
    }

    /// What answers one comment, the first first: one more than a page holds.
    static func replies(
        to comment: Comment,
        at cursor: ListCursor?,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Comment] {
        let place = cursor.flatMap { Int($0.id) } ?? 0
        let isBackward = cursor?.isBackward == true
        let beyond: SQL =
            isBackward ? "comment.place < \(place)" : "comment.place > \(place)"
        let order: SQL = isBackward ? "comment.place DESC" : "comment.place"
        return try transaction.all(
            """
            SELECT \(columns) FROM comment
            WHERE comment.tenant_id = \(transaction.tenant)
              AND comment.space_id = \(transaction.space)
              AND comment.subject_kind = \(comment.subject.kind)
              AND comment.subject_id = \(comment.subject.id)
              AND comment.parent_id = \(comment.id) AND comment.is_listed AND \(beyond)
            ORDER BY \(order) LIMIT \(Limits.commentsPerPage + 1)
            """
        )
    }

    /// Some comments, whoever sees them, each with the one that it answers.
    static func find(
        _ ids: [Comment.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Comment.ID: PlacedComment] {
        guard !ids.isEmpty else { return [:] }
        let asked = transaction.table(["wanted"], Set(ids).map { [$0.sqlValue] })
        let found: [Comment] = try transaction.all(
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
        let byID = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
        let pairs = Set(ids).compactMap { id in
            byID[id].map { comment in
                let parent = comment.parent.flatMap { byID[$0] }
                return (id, PlacedComment(comment: comment, parent: parent))
            }
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    /// What a comment said before, the latest first.
    static func versions(
        of id: Comment.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [CommentVersion] {
        try transaction.all(
            """
            SELECT number, text, written_at FROM comment_version
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND comment_id = \(id)
            ORDER BY number DESC LIMIT \(Limits.commentVersions)
            """
        )
    }

    /// What lists have of a discussion, behind one of them: what begins a conversation first, then answers.
    static func export(
        of subject: Subject,
        after last: Comment?,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Comment] {
        let (parent, place) = (last?.parent?.text ?? "", last?.place ?? 0)
        return try transaction.all(
            """
            SELECT \(columns) FROM comment
            WHERE comment.tenant_id = \(transaction.tenant)
              AND comment.space_id = \(transaction.space)
              AND comment.subject_kind = \(subject.kind) AND comment.subject_id = \(subject.id)
              AND comment.is_listed
              AND (comment.parent_id, comment.place) > (\(parent), \(place))
            ORDER BY comment.parent_id, comment.place LIMIT \(Limits.commentExportRows)
            """
        )
    }

    /// All of a member, in the archive of their data.
    static func all(
        of author: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Comment] {
        try transaction.all(
            """
            SELECT \(columns) FROM comment
            WHERE comment.tenant_id = \(transaction.tenant)
              AND comment.space_id = \(transaction.space) AND comment.author_id = \(author)
            ORDER BY comment.subject_kind, comment.subject_id, comment.place
            LIMIT \(Limits.ownComments)
            """
        )
    }
}

extension Comment: RowReadable {
    package init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        subject = try Subject(reading: &row)
        place = try row.next()
        parent = ID(try row.next() as String)
        let stance: String? = try row.next()
        self.stance = stance.flatMap { Stance(rawValue: $0) }
        text = try row.next()
        let language: String? = try row.next()
        self.language = language.flatMap { LanguageTag($0) }
        author = try row.next()
        let visibility: String = try row.next()
        self.visibility = Visibility(rawValue: visibility) ?? .hidden
        replies = try row.next()
        versions = try row.next()
        writtenAt = try row.next()
        editedAt = try row.next()
    }
}

extension Comment.ID: SQLBindable, SQLReadable {
    package var sqlValue: SQLValue { .text(text) }

    package init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(text)
    }
}

extension CommentThread: RowReadable {
    init(reading row: inout RowReader) throws(StorageError) {
        tally = CommentTally(
            total: try row.next(),
            inFavour: try row.next(),
            against: try row.next(),
            neutral: try row.next()
        )
        isClosed = try row.next()
    }
}

extension CommentVersion: RowReadable {
    package init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        text = try row.next()
        writtenAt = try row.next()
    }
}
