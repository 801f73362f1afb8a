package import Kernel
import Moderation
import Notifications
import Storage

/// What somebody wants to say, checked as far as its text goes.
package struct CommentDraft: Sendable {
    /// What it is about, or which comment it answers.
    package enum Place: Sendable, Hashable {
        case subject(Subject)
        case comment(Comment.ID)
    }

    package let place: Place
    /// The name that its form gave it, so that the same form sent twice is one comment.
    package let id: Comment.ID?
    /// Nil in an answer.
    package let stance: Stance?
    package let text: CommentText
    package let language: LanguageTag

    package init(
        place: Place,
        id: Comment.ID? = nil,
        stance: Stance? = nil,
        text: CommentText,
        language: LanguageTag
    ) {
        self.place = place
        self.id = id
        self.stance = stance
        self.text = text
        self.language = language
    }

    /// The same under a name that nobody chose.
    fileprivate var unnamed: CommentDraft {
        CommentDraft(place: place, stance: stance, text: text, language: language)
    }
}

/// Why nothing was written or changed.
package enum CommentRefusal: Error, Sendable, Hashable {
    /// What it is about, or what it answers, is not there for readers.
    case gone
    /// Nothing can be added there any more.
    case closed
    /// Its author may write nothing here until then, or until somebody ends that.
    case suspended(until: Instant?)
    /// It was changed as often as a comment can be.
    case tooOften
    /// Its author has posted as many as they can, until then.
    case tooMany(until: Instant)
}

/// A comment that is stored.
package struct WrittenComment: Sendable, Hashable {
    package let id: Comment.ID
    package let subject: Subject
    /// By when somebody looks at it before others see it; nil when they see it already.
    package let promised: Instant?
}

extension Comments {
    /// Writes down what the scope's member says.
    ///
    /// What moderation decides on is locked first, the discussion after it and for as short as can be: its row is
    /// taken by the statement that moves what it counts, and the comment goes with the end of the transaction.
    package func write(
        _ draft: CommentDraft,
        about talked: Talked,
        settings: SettingValues,
        in scope: Scope
    ) async throws -> Result<WrittenComment, CommentRefusal> {
        guard let author = scope.actor.memberID else { return .failure(.gone) }
        let id = draft.id ?? Comment.ID(at: scope.now, random: random)
        do {
            let (written, hasTold) = try await database.write(in: scope, isolation: .lockedRows) {
                try file(draft, as: id, by: author, talked, settings, in: &$0)
            }
            forget(written.subject, at: scope.tenant)
            if hasTold { notifications.wake() }
            return .success(written)
        } catch let refusal as CommentRefusal {
            // Thrown, so that nothing of what was counted stays. The last that is not too many may be sent twice.
            if case .tooMany = refusal, draft.id != nil,
                let earlier = try await earlier(draft, as: id, of: author, in: scope)
            {
                return .success(earlier)
            }
            return .failure(refusal)
        } catch let error as StorageError where error.kind == .constraint && draft.id != nil {
            // The same form was sent before: what it wrote is there. Or the form of another tab, with something
            // else in it; or somebody made the name up.
            if let earlier = try await earlier(draft, as: id, of: author, in: scope) {
                return .success(earlier)
            }
            return try await write(draft.unnamed, about: talked, settings: settings, in: scope)
        }
    }

    private func file(
        _ draft: CommentDraft,
        as id: Comment.ID,
        by author: Member.ID,
        _ talked: Talked,
        _ settings: SettingValues,
        in transaction: inout Transaction
    ) throws -> (WrittenComment, hasTold: Bool) {
        let parent = try parent(of: draft, in: &transaction)
        guard let subject = Self.subject(of: draft, parent),
            let card = try talked.card(of: subject, in: &transaction), card.isPublic
        else { throw CommentRefusal.gone }
        let admission = try moderation.admit(
            Submission(
                subject: transaction.scope.subject(of: id),
                author: author,
                texts: [draft.text.text],
                language: draft.language
            ),
            settings: settings,
            in: &transaction
        )
        let promised: Instant?
        switch admission {
        case .published: promised = nil
        case .awaiting(let instant): promised = instant
        case .suspended(let until, _): throw CommentRefusal.suspended(until: until)
        }
        let count = try CommentStore.count(author, in: &transaction)
        if let end = CommentPace(settings).end(after: count) {
            throw CommentRefusal.tooMany(until: end)
        }
        let isPublished = promised == nil
        let stance: Stance? = parent == nil ? draft.stance ?? .neutral : nil
        let tally = isPublished ? CommentTally(one: stance) : CommentTally()
        guard let place = try CommentStore.enter(subject, counting: tally, in: &transaction) else {
            throw CommentRefusal.closed
        }
        if let parent, isPublished {
            guard try CommentStore.addReply(to: parent.id, in: &transaction) else {
                throw CommentRefusal.gone
            }
        }
        try CommentStore.add(
            CommentStore.New(
                id: id,
                subject: subject,
                place: place,
                parent: parent?.id,
                stance: stance,
                text: draft.text.text,
                language: draft.language,
                author: author,
                isPublished: isPublished
            ),
            in: &transaction
        )
        let answered = isPublished ? parent?.author : nil
        if let answered { try tell(answered, of: id, about: card.title, in: &transaction) }
        let written = WrittenComment(id: id, subject: subject, promised: promised)
        return (written, answered != nil)
    }

    /// What a draft answers, as people see it: an answer to an answer goes to what began the conversation.
    private func parent(
        of draft: CommentDraft,
        in transaction: inout Transaction
    ) throws -> Comment? {
        guard case .comment(let id) = draft.place else { return nil }
        guard let found = try CommentStore.find([id], in: &transaction)[id], found.isVisible else {
            throw CommentRefusal.gone
        }
        let parent = found.parent ?? found.comment
        guard parent.visibility == .published else { throw CommentRefusal.gone }
        return parent
    }

    private static func subject(of draft: CommentDraft, _ parent: Comment?) -> Subject? {
        switch draft.place {
        case .subject(let subject): subject
        case .comment: parent?.subject
        }
    }

    /// What an earlier sending of the same form wrote; nil when it is somebody else's, or says something else.
    private func earlier(
        _ draft: CommentDraft,
        as id: Comment.ID,
        of author: Member.ID,
        in scope: Scope
    ) async throws -> WrittenComment? {
        try await database.read(in: scope) { transaction in
            guard let comment = try CommentStore.find([id], in: &transaction)[id]?.comment,
                comment.author == author, comment.text == draft.text.text
            else { return nil }
            return WrittenComment(id: id, subject: comment.subject, promised: nil)
        }
    }
}
