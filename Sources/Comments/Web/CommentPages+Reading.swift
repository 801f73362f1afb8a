import Accounts
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Markup
import Moderation
import Storage
import Text
import Web

extension CommentPages {
    /// A comment that people see is one page for all of them; what they do not see is its author's alone.
    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let cursor = ListCursor(visitor.visit.query["after"]).flatMap { cursor in
            CommentVisit.isPlace(cursor, in: .newest) ? cursor : nil
        }
        let (found, card) = try await comment(try id(visitor), at: cursor, visitor)
        if found.placed.isVisible, card.isPublic {
            let view = CommentPage(view: found, card: card, visitor: visitor)
            return page(view.title, view.html, visitor).shared()
        }
        let unseen = found.placed.comment
        guard let author = unseen.author, author == visitor.visit.session?.member?.id else {
            throw PageError.notFound
        }
        let hours = settings(visitor)[ModerationSettings.promiseHours]
        let own = OwnCommentPage(
            view: found,
            card: card,
            promised: (unseen.editedAt ?? unseen.writtenAt).adding(.seconds(hours * 3600)),
            visitor: visitor
        )
        return page(own.title, own.html, visitor)
    }

    /// What a comment said before its author changed it.
    func versions(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let id = try id(visitor)
        let (found, card) = try await comment(id, at: nil, visitor)
        guard found.placed.isVisible, card.isPublic else { throw PageError.notFound }
        let versions = try await comments.database.read(in: visitor.scope) { transaction in
            try CommentStore.versions(of: id, in: &transaction)
        }
        let view = VersionsPage(
            comment: found.placed.comment,
            author: found.voices.authors[found.placed.comment.author],
            versions: versions,
            visitor: visitor
        )
        return page(view.title, view.html, visitor).shared()
    }

    /// The subject in the address.
    ///
    /// Throws `notFound` where nobody can talk about it.
    func subject(_ visitor: VisitorContext) throws -> Subject {
        let kind = Subject.Kind(try visitor.parameter("kind"))
        guard Comments.isOn(in: visitor.space), talked.kinds.contains(kind) else {
            throw PageError.notFound
        }
        return visitor.scope.subject(kind, try visitor.parameter("id"))
    }

    /// The comment in the address.
    func id(_ visitor: VisitorContext) throws -> Comment.ID {
        guard Comments.isOn(in: visitor.space),
            let id = Comment.ID(try visitor.parameter("comment"))
        else { throw PageError.notFound }
        return id
    }

    /// What people say about the subject in the address, with what that is: one read.
    ///
    /// Throws `notFound` where readers find no such subject.
    func discussion(
        _ visit: CommentVisit,
        _ visitor: VisitorContext
    ) async throws -> (Discussion, SubjectCard) {
        let subject = try subject(visitor)
        let found: (Discussion, SubjectCard)? = try await comments.database.read(
            in: visitor.scope
        ) { transaction in
            let card = try talked.card(of: subject, in: &transaction)
            guard let card, card.isPublic else { return nil }
            return (try comments.discussion(of: subject, visit, in: &transaction), card)
        }
        guard let found else { throw PageError.notFound }
        return found
    }

    /// A comment, whoever sees it, with what it is about; of what nobody sees nothing is told, also to those who
    /// spoke about it.
    ///
    /// Throws `notFound` where either is not there.
    func comment(
        _ id: Comment.ID,
        at cursor: ListCursor?,
        _ visitor: VisitorContext
    ) async throws -> (CommentView, SubjectCard) {
        let found: (CommentView, SubjectCard)? = try await comments.database.read(
            in: visitor.scope
        ) { transaction in
            guard let view = try comments.view(id, at: cursor, in: &transaction),
                let card = try talked.card(of: view.placed.comment.subject, in: &transaction)
            else { return nil }
            return (view, card)
        }
        guard let (view, card) = found else { throw PageError.notFound }
        return (view, card.isPublic ? card : card.unseen(visitor.t))
    }

    func settings(_ visitor: VisitorContext) -> SettingValues {
        visitor.space?.settings ?? SettingValues()
    }

    func page(
        _ title: String,
        _ content: HTML,
        isIndexed: Bool = false,
        problemsAt address: String? = nil,
        _ visitor: VisitorContext
    ) -> Reply {
        let hasProblems = address != nil
        let shown =
            hasProblems ? visitor.t("form.errors.pageTitle", ["title": .text(title)]) : title
        var reply = comments.pages.page(
            title: shown,
            content: content,
            visit: visitor.visit,
            extras: .init(scripts: ["js/counter.js"], isIndexed: isIndexed, address: address)
        )
        if hasProblems { reply.status = .unprocessableContent }
        return reply
    }
}

extension SubjectCard {
    /// What is said of it to whoever does not see it.
    fileprivate func unseen(_ t: Translator) -> SubjectCard {
        SubjectCard(
            title: t("moderation.gone"),
            excerpt: "",
            author: nil,
            path: [],
            isPublic: false
        )
    }
}
