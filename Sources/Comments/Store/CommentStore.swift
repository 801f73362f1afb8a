import Kernel
import Moderation
import Storage

/// Every SQL text that touches `comment`, `comment_thread`, `comment_version` and `comment_pace`.
package enum CommentStore {
    /// What is stored of a new comment.
    struct New: Sendable {
        let id: Comment.ID
        let subject: Subject
        let place: Int
        let parent: Comment.ID?
        let stance: Stance?
        let text: String
        let language: LanguageTag
        let author: Member.ID
        let isPublished: Bool
    }

    /// Takes a place in a discussion and counts what is published there, in one statement that holds the
    /// discussion until the transaction ends; nil where nothing may be added.
    ///
    /// The first comment about a subject begins its discussion.
    static func enter(
        _ subject: Subject,
        counting tally: CommentTally,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int? {
        try transaction.value(
            """
            INSERT INTO comment_thread (
                tenant_id, space_id, subject_kind, subject_id, last_place, total, for_count,
                against_count, neutral_count, is_closed
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(subject.kind), \(subject.id), 1,
                \(tally.total), \(tally.inFavour), \(tally.against), \(tally.neutral), \(false)
            )
            ON CONFLICT (tenant_id, space_id, subject_kind, subject_id) DO UPDATE
            SET last_place = comment_thread.last_place + 1,
                total = comment_thread.total + excluded.total,
                for_count = comment_thread.for_count + excluded.for_count,
                against_count = comment_thread.against_count + excluded.against_count,
                neutral_count = comment_thread.neutral_count + excluded.neutral_count
            WHERE NOT comment_thread.is_closed
            RETURNING last_place
            """
        )
    }

    /// Sent with the end of the transaction: what holds the discussion is short.
    ///
    /// Throws `constraint`, now or then, when there is one of that name.
    static func add(_ new: New, in transaction: inout Transaction) throws(StorageError) {
        let visibility = new.isPublished ? Visibility.published : .awaiting
        let publishedAt = new.isPublished ? transaction.now : nil
        try transaction.run(
            """
            INSERT INTO comment (
                tenant_id, space_id, id, subject_kind, subject_id, place, parent_id, stance, text,
                language, author_id, visibility, is_listed, replies, versions, written_at,
                published_at
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(new.id), \(new.subject.kind),
                \(new.subject.id), \(new.place), \(new.parent?.text ?? ""),
                \(new.stance?.rawValue), \(new.text), \(new.language.text), \(new.author),
                \(visibility.rawValue), \(new.isPublished), 0, 0, \(transaction.now), \(publishedAt)
            )
            """
        )
    }

    /// Counts an answer that is published to what it answers, which people have to see; false where they do
    /// not.
    static func addReply(
        to parent: Comment.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let replies: Int? = try transaction.value(
            """
            UPDATE comment SET replies = replies + 1
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(parent) AND visibility = \(Visibility.published.rawValue)
            RETURNING replies
            """
        )
        return replies != nil
    }

    /// Holds discussions until the transaction ends, in their order; gives which of them are closed.
    ///
    /// Those in which nobody has said anything are left out.
    static func hold(
        _ subjects: some Sequence<Subject>,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Subject: Bool] {
        let names = Set(subjects).sorted()
        guard !names.isEmpty else { return [:] }
        let asked = transaction.table(
            ["kind", "name"],
            names.map { [$0.kind.sqlValue, $0.id.sqlValue] }
        )
        let rows: [HeldRow] = try transaction.all(
            """
            SELECT thread.space_id, thread.subject_kind, thread.subject_id, thread.is_closed
            FROM (\(asked)) AS asked
            CROSS JOIN comment_thread AS thread
            WHERE thread.tenant_id = \(transaction.tenant)
              AND thread.space_id = \(transaction.space)
              AND thread.subject_kind = asked.kind AND thread.subject_id = asked.name
            ORDER BY thread.subject_kind, thread.subject_id \(transaction.holding("thread"))
            """
        )
        return Dictionary(rows.map { ($0.subject, $0.isClosed) }) { first, _ in first }
    }

    /// Ends a discussion, or lets it go on; there need be nothing in it.
    static func setClosed(
        _ isClosed: Bool,
        _ subject: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO comment_thread (
                tenant_id, space_id, subject_kind, subject_id, last_place, total, for_count,
                against_count, neutral_count, is_closed
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(subject.kind), \(subject.id), 0,
                0, 0, 0, 0, \(isClosed)
            )
            ON CONFLICT (tenant_id, space_id, subject_kind, subject_id)
            DO UPDATE SET is_closed = excluded.is_closed
            """
        )
    }

    /// What its author makes of it; the earlier text is kept where people may have read it.
    static func change(
        _ comment: Comment,
        to text: String,
        keepingEarlier: Bool,
        in transaction: inout Transaction
    ) throws(StorageError) {
        if keepingEarlier {
            try transaction.run(
                """
                INSERT INTO comment_version (
                    tenant_id, space_id, comment_id, number, text, written_at
                )
                VALUES (
                    \(transaction.tenant), \(transaction.space), \(comment.id),
                    \(comment.versions + 1), \(comment.text),
                    \(comment.editedAt ?? comment.writtenAt)
                )
                """
            )
        }
        let editedAt = keepingEarlier ? transaction.now : comment.editedAt
        try transaction.run(
            """
            UPDATE comment
            SET text = \(text), edited_at = \(editedAt),
                versions = \(comment.versions + (keepingEarlier ? 1 : 0))
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(comment.id)
            """
        )
    }

    /// Empties what its author took back: nothing of what it said is left.
    static func empty(
        _ ids: [Comment.ID],
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !ids.isEmpty else { return }
        try transaction.run(
            """
            DELETE FROM comment_version
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND comment_id IN (\(list: ids))
            """
        )
        try transaction.run(
            """
            UPDATE comment SET text = '', versions = 0, edited_at = NULL
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id IN (\(list: ids))
            """
        )
    }
}

private struct HeldRow: RowReadable {
    let subject: Subject
    let isClosed: Bool

    init(reading row: inout RowReader) throws(StorageError) {
        subject = try Subject(reading: &row)
        isClosed = try row.next()
    }
}
