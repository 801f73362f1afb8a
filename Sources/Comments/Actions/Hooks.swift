import Kernel
package import Moderation
import Storage

/// What the house and moderation can do with comments.
extension Comments {
    /// Comments on the subjects of one module.
    package func hooks(about talked: Talked) -> SubjectHooks {
        SubjectHooks(
            kind: .comment,
            cards: { try cards($0, about: talked, in: &$1) },
            wholes: { try wholes($0, about: talked, in: &$1) },
            visibility: .moderated(
                hide: { try move($0, to: .hidden, talked, in: &$1) },
                restore: { try move($0, to: .published, talked, in: &$1) }
            )
        )
    }

    private func cards(
        _ ids: [String],
        about talked: Talked,
        in transaction: inout Transaction
    ) throws -> [String: SubjectCard] {
        let found = try CommentStore.find(ids.compactMap { Comment.ID($0) }, in: &transaction)
        let subjects = try talked.cards(of: found.values.map(\.comment.subject), in: &transaction)
        let cards = found.map { id, placed -> (String, SubjectCard) in
            let comment = placed.comment
            let isWithdrawn = comment.visibility == .withdrawn
            let isPublic = placed.isVisible && subjects[comment.subject]?.isPublic == true
            let card = SubjectCard(
                title: comment.title,
                excerpt: String(comment.text.prefix(Limits.excerptCharacters)),
                language: isWithdrawn ? nil : comment.language?.text,
                author: comment.author,
                path: Self.path(of: id),
                isPublic: isPublic,
                isWithdrawn: isWithdrawn
            )
            return (id.text, card)
        }
        return Dictionary(uniqueKeysWithValues: cards)
    }

    /// All of what a comment says, below what it is about, what it answers and what it said before.
    private func wholes(
        _ ids: [String],
        about talked: Talked,
        in transaction: inout Transaction
    ) throws -> [String: SubjectWhole] {
        let found = try CommentStore.find(ids.compactMap { Comment.ID($0) }, in: &transaction)
        let subjects = try talked.cards(of: found.values.map(\.comment.subject), in: &transaction)
        // What answers them is read where few are asked for: one case on a screen.
        let isFew = found.count <= Limits.commentsPerPage
        let answers =
            try isFew
            ? CommentStore.firstReplies(to: found.values.map(\.comment), in: &transaction) : [:]
        let changed = found.values.map(\.comment).filter { $0.versions > 0 }.map(\.id)
        // Everybody reads them, so moderators have to.
        let versions =
            try isFew ? CommentStore.versions(of: changed, in: &transaction) : [:]
        let wholes = found.map { id, placed -> (String, SubjectWhole) in
            var thread: [SubjectWhole.Voice] = []
            if let card = subjects[placed.comment.subject] {
                let about = SubjectWhole.Voice(
                    author: card.author,
                    text: card.title,
                    isSigned: card.author != nil
                )
                thread.append(about)
            }
            if let parent = placed.parent {
                thread.append(SubjectWhole.Voice(author: parent.author, text: parent.text))
            }
            thread += (versions[id] ?? []).map { version in
                SubjectWhole.Voice(author: placed.comment.author, text: version.text)
            }
            thread += (answers[id] ?? []).map { reply in
                SubjectWhole.Voice(author: reply.author, text: reply.text, isBefore: false)
            }
            return (id.text, SubjectWhole(texts: [placed.comment.text], thread: thread))
        }
        return Dictionary(uniqueKeysWithValues: wholes)
    }

    /// Hides comments, or shows them: those that waited, for the first time.
    ///
    /// Discussions are held in their order, and what they count moves with what people see.
    private func move(
        _ ids: [String],
        to visibility: Visibility,
        _ talked: Talked,
        in transaction: inout Transaction
    ) throws {
        let ids = ids.compactMap { Comment.ID($0) }
        let subjects = try CommentStore.subjects(of: ids, in: &transaction)
        _ = try CommentStore.hold(subjects, in: &transaction)
        var moves = CommentMoves(try CommentStore.standings(of: ids, in: &transaction))
        for id in ids { moves.move(id, to: visibility) }
        try CommentStore.write(moves, in: &transaction)
        try tell(moves, talked, in: &transaction)
    }

    /// Below its space.
    static func path(of id: Comment.ID) -> [String] { ["comments", id.text] }
}
