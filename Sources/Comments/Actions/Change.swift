package import Kernel
import Moderation
import Storage

/// What authors do with what they have said.
extension Comments {
    /// Changes what the scope's member said: for ten minutes without a trace, later so that everybody finds what
    /// it said before.
    ///
    /// Gives by when somebody looks at it, when nobody sees it until then.
    package func change(
        _ id: Comment.ID,
        to text: CommentText,
        settings: SettingValues,
        in scope: Scope
    ) async throws -> Result<WrittenComment, CommentRefusal> {
        do {
            let written = try await database.write(in: scope, isolation: .lockedRows) {
                try change(id, to: text, settings, in: &$0)
            }
            forget(written.subject, at: scope.tenant)
            return .success(written)
        } catch let refusal as CommentRefusal {
            return .failure(refusal)
        }
    }

    private func change(
        _ id: Comment.ID,
        to text: CommentText,
        _ settings: SettingValues,
        in transaction: inout Transaction
    ) throws -> WrittenComment {
        let seen = try own(id, in: &transaction)
        guard Self.canChange(seen) else { throw CommentRefusal.gone }
        // Nobody has to look again at what says the same.
        guard seen.text != text.text else {
            return WrittenComment(id: id, subject: seen.subject, promised: nil)
        }
        let subject = transaction.scope.subject(of: id)
        let admission = try moderation.admit(
            Submission(
                subject: subject,
                author: try author(of: seen),
                texts: [text.text],
                language: seen.language,
                isEdit: true
            ),
            settings: settings,
            in: &transaction
        )
        if case .suspended(let until, _) = admission {
            throw CommentRefusal.suspended(until: until)
        }
        guard try CommentStore.hold([seen.subject], in: &transaction)[seen.subject] == false else {
            throw CommentRefusal.closed
        }
        // Somebody may have decided about it while this one waited.
        let comment = try own(id, in: &transaction)
        guard Self.canChange(comment) else { throw CommentRefusal.gone }
        let isChanged = comment.text != text.text
        let isKept = comment.visibility == .published && !comment.isFresh(at: transaction.now)
        guard !isChanged || !isKept || comment.versions < Limits.commentVersions else {
            throw CommentRefusal.tooOften
        }
        if isChanged {
            try CommentStore.change(
                comment,
                to: text.text,
                keepingEarlier: isKept,
                in: &transaction
            )
        }
        guard case .awaiting(let promised) = admission else {
            return WrittenComment(id: id, subject: comment.subject, promised: nil)
        }
        if comment.visibility == .published {
            var moves = CommentMoves(try CommentStore.standings(of: [id], in: &transaction))
            moves.move(id, to: .awaiting)
            try CommentStore.write(moves, in: &transaction)
            try announce(&transaction)
        }
        return WrittenComment(id: id, subject: comment.subject, promised: promised)
    }

    /// Takes back what the scope's member said: nothing of its text is left, and answers of others stay.
    package func withdraw(
        _ id: Comment.ID,
        in scope: Scope
    ) async throws -> Result<Subject, CommentRefusal> {
        do {
            let subject = try await database.write(in: scope, isolation: .lockedRows) {
                try withdraw(id, in: &$0)
            }
            forget(subject, at: scope.tenant)
            return .success(subject)
        } catch let refusal as CommentRefusal {
            return .failure(refusal)
        }
    }

    private func withdraw(
        _ id: Comment.ID,
        in transaction: inout Transaction
    ) throws -> Subject {
        let comment = try own(id, in: &transaction)
        guard comment.visibility != .withdrawn else { return comment.subject }
        try moderation.withdrawn(transaction.scope.subject(of: id), in: &transaction)
        _ = try CommentStore.hold([comment.subject], in: &transaction)
        var moves = CommentMoves(try CommentStore.standings(of: [id], in: &transaction))
        // What nobody else sees is on no page that anybody keeps.
        let wasSeen = moves.standings[id]?.visibility == .published
        moves.move(id, to: .withdrawn)
        try CommentStore.write(moves, in: &transaction)
        try CommentStore.empty([id], in: &transaction)
        if wasSeen { try announce(&transaction) }
        return comment.subject
    }

    /// What is published or waits can be changed; a decision is answered by an appeal.
    package static func canChange(_ comment: Comment) -> Bool {
        comment.visibility == .published || comment.visibility == .awaiting
    }

    /// A comment of whoever acts; to everybody else it is not there.
    private func own(
        _ id: Comment.ID,
        in transaction: inout Transaction
    ) throws -> Comment {
        guard let comment = try CommentStore.find([id], in: &transaction)[id]?.comment,
            let author = comment.author, author == transaction.actor.memberID
        else { throw CommentRefusal.gone }
        return comment
    }

    private func author(of comment: Comment) throws -> Member.ID {
        guard let author = comment.author else { throw CommentRefusal.gone }
        return author
    }
}
