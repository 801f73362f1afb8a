import Accounts
package import Kernel
import Moderation
import Storage
import Text

extension Comments {
    /// A page of what people say about a subject, as it is now; whether that is there says its module.
    package func discussion(
        of subject: Subject,
        _ visit: CommentVisit = CommentVisit(),
        in scope: Scope
    ) async throws -> Discussion {
        try await database.read(in: scope) { try discussion(of: subject, visit, in: &$0) }
    }

    /// The first page of it, as it was within the last second: the pages of a subject cost one read in all
    /// languages.
    func recentDiscussion(of subject: Subject, in scope: Scope) async throws -> Discussion? {
        let name = Name(tenant: scope.tenant, subject: subject)
        return try await recent.value(name, at: scope.now) {
            try await discussion(of: subject, in: scope)
        }
    }

    /// The same within a transaction, which reads what it is about too.
    func discussion(
        of subject: Subject,
        _ visit: CommentVisit,
        in transaction: inout Transaction
    ) throws -> Discussion {
        let thread = try CommentStore.thread(of: subject, in: &transaction)
        var found = try beginnings(of: subject, visit, in: &transaction)
        // A way back that has come to the beginning leads to the first page.
        if found == nil { found = try beginnings(of: subject, visit.first, in: &transaction) }
        let page = found ?? .empty
        let replies = try CommentStore.firstReplies(to: page.items, in: &transaction)
        let shown = page.items + replies.values.flatMap(\.self)
        return Discussion(
            subject: subject,
            tally: thread.tally,
            isClosed: thread.isClosed,
            page: page.map { comments in
                comments.map { comment in
                    Discussion.Conversation(comment: comment, replies: replies[comment.id] ?? [])
                }
            },
            voices: try voices(of: shown, in: &transaction)
        )
    }

    /// Nil when the way back has come to the beginning.
    private func beginnings(
        of subject: Subject,
        _ visit: CommentVisit,
        in transaction: inout Transaction
    ) throws -> ListPage<Comment>? {
        ListPage(
            try CommentStore.page(of: subject, visit, in: &transaction),
            at: visit.cursor,
            length: Limits.commentsPerPage,
            place: { visit.place(of: $0) }
        )
    }

    /// One comment with what answers it, whoever sees it; nil when it is not there.
    func view(
        _ id: Comment.ID,
        at cursor: ListCursor?,
        in transaction: inout Transaction
    ) throws -> CommentView? {
        guard let placed = try CommentStore.find([id], in: &transaction)[id] else { return nil }
        let thread = try CommentStore.thread(of: placed.comment.subject, in: &transaction)
        let comment = placed.comment
        var found: ListPage<Comment>?
        if comment.showsReplies, comment.replies > 0 {
            found = try replies(to: comment, at: cursor, in: &transaction)
            if found == nil { found = try replies(to: comment, at: nil, in: &transaction) }
        }
        let page = found ?? .empty
        let shown = page.items + [comment, placed.parent].compactMap(\.self)
        return CommentView(
            placed: placed,
            isClosed: thread.isClosed,
            page: page,
            voices: try voices(of: shown, in: &transaction)
        )
    }

    private func replies(
        to comment: Comment,
        at cursor: ListCursor?,
        in transaction: inout Transaction
    ) throws -> ListPage<Comment>? {
        ListPage(
            try CommentStore.replies(to: comment, at: cursor, in: &transaction),
            at: cursor,
            length: Limits.commentsPerPage,
            place: { ($0.place, String($0.place)) }
        )
    }

    /// Who wrote these, and what is to be said beside them: one statement each.
    private func voices(
        of comments: [Comment],
        in transaction: inout Transaction
    ) throws -> CommentVoices {
        guard !comments.isEmpty else { return .none }
        let scope = transaction.scope
        let standings = try moderation.standings(
            of: comments.map { scope.subject(of: $0.id) },
            in: &transaction
        )
        let labels = comments.map { comment in
            (comment.id, standings[scope.subject(of: comment.id)]?.labels ?? [])
        }
        return CommentVoices(
            authors: try people.authors(comments.map(\.author), in: &transaction),
            labels: Dictionary(labels.filter { !$0.1.isEmpty }) { first, _ in first }
        )
    }
}
