import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Markup
import Moderation
import Text
package import Web

/// `/discussions/:kind/:id` and `/comments/:comment`, in each space whose module lets people talk.
package struct CommentPages: Sendable {
    let comments: Comments
    let talked: Talked

    package init(_ comments: Comments, about talked: Talked) {
        self.comments = comments
        self.talked = talked
    }

    static let body = BodyRules.form(bytes: Limits.commentFormBytes, fields: Limits.formFields)

    package func mount(on routes: ModuleRoutes) {
        let slots = CommentFillers(comments: comments)
        let own = OwnComments(pages: self)
        routes.anyone.shared("/discussions/:kind/:id", query: CommentVisit.query) {
            try await index($0, $1)
        }
        routes.members.post("/discussions/:kind/:id/comments", body: Self.body) {
            try await create($0, $1)
        }
        routes.anyone.shared("/comments/:comment", query: PageQuery(contents: ["after"])) {
            try await show($0, $1)
        }
        routes.anyone.shared("/comments/:comment/versions") { try await versions($0, $1) }
        routes.members.post("/comments/:comment/replies", body: Self.body) {
            try await reply($0, $1)
        }
        routes.members.get("/comments/:comment/text") { try await own.ask($0, $1) }
        routes.members.post("/comments/:comment/text", body: Self.body) {
            try await own.change($0, $1)
        }
        routes.members.get("/comments/:comment/withdrawal") {
            try await own.askWithdrawal($0, $1)
        }
        routes.members.post("/comments/:comment/withdrawal") { try await own.withdraw($0, $1) }
        routes.fill(CommentSlots.form) { try await slots.forms($0, $1) }
        routes.fill(CommentSlots.reply) { try await slots.replies($0, $1) }
        routes.fill(CommentSlots.own) { try await slots.own($0, $1) }
        routes.fill(CommentSlots.office) { slots.office($0, $1) }
    }

    func index(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let visit = CommentVisit(visitor.visit.query)
        let (discussion, card) = try await discussion(visit, visitor)
        let view = view(of: discussion, card, visit, visitor)
        let count = discussion.page.number
        let title =
            count == 1
            ? view.pageTitle
            : visitor.t("list.page", ["title": .text(view.pageTitle), "number": .number(count)])
        return page(title, view.html, isIndexed: true, visitor).shared()
    }

    func create(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let subject = try subject(visitor)
        let fields = CommentFields(try await request.form(Self.body), visitor.t)
        let back = CommentPath.discussion(subject, visitor)
        guard Comments.isOpen(in: visitor.space) else {
            return answer(to: .failure(.closed), fields, back: back, visitor)
        }
        guard let text = fields.text else { return try await ask(again: fields, visitor) }
        let outcome = try await comments.write(
            CommentDraft(
                place: .subject(subject),
                id: fields.key,
                stance: Stance(rawValue: fields.stance),
                text: text,
                language: visitor.visit.language
            ),
            about: talked,
            settings: settings(visitor),
            in: member.scope
        )
        if let limited = fields.limited(by: outcome, visitor) {
            return try await ask(again: limited, visitor).limited()
        }
        return answer(to: outcome, fields, back: back, visitor)
    }

    func reply(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let id = try id(visitor)
        let fields = CommentFields(try await request.form(Self.body), visitor.t)
        guard Comments.isOpen(in: visitor.space) else {
            return answer(to: .failure(.closed), fields, back: visitor.spacePath(), visitor)
        }
        guard let text = fields.text else {
            return try await ask(again: fields, answering: id, visitor)
        }
        let outcome = try await comments.write(
            CommentDraft(
                place: .comment(id),
                id: fields.key,
                text: text,
                language: visitor.visit.language
            ),
            about: talked,
            settings: settings(visitor),
            in: member.scope
        )
        if let limited = fields.limited(by: outcome, visitor) {
            return try await ask(again: limited, answering: id, visitor).limited()
        }
        return answer(to: outcome, fields, back: visitor.spacePath(), visitor)
    }

    /// The comment that was written; or why none was, with what was typed.
    func answer(
        to outcome: Result<WrittenComment, CommentRefusal>,
        _ fields: CommentFields,
        back: Path,
        _ visitor: VisitorContext
    ) -> Reply {
        switch outcome {
        case .success(let written):
            return .redirect(to: CommentPath.comment(written.id, visitor))
        case .failure(let refusal):
            let view = RefusedComment(refusal, fields.typedText, back: back, visitor)
            var reply = page(view.title, view.html, visitor)
            reply.status = refusal.status
            return reply
        }
    }

    private func ask(again fields: CommentFields, _ visitor: VisitorContext) async throws -> Reply {
        let visit = CommentVisit()
        let (discussion, card) = try await discussion(visit, visitor)
        var view = view(of: discussion, card, visit, visitor)
        let action = CommentPath.discussion(discussion.subject, visitor).appending("comments")
        view.form = form(again: fields, isReply: false, action, visitor)
        let address = CommentPath.address(of: discussion.subject, visitor)
        return page(view.pageTitle, view.html, problemsAt: address, visitor)
    }

    private func ask(
        again fields: CommentFields,
        answering id: Comment.ID,
        _ visitor: VisitorContext
    ) async throws -> Reply {
        let (found, card) = try await comment(id, at: nil, visitor)
        guard found.placed.isVisible, card.isPublic else { throw PageError.notFound }
        var view = CommentPage(view: found, card: card, visitor: visitor)
        let action = CommentPath.comment(id, visitor).appending("replies")
        view.form = form(again: fields, isReply: true, action, visitor)
        let address = CommentPath.address(of: id, in: visitor)
        return page(view.title, view.html, problemsAt: address, visitor)
    }

    private func form(
        again fields: CommentFields,
        isReply: Bool,
        _ action: Path,
        _ visitor: VisitorContext
    ) -> HTML {
        let t = visitor.t
        let form = CommentForm(
            action: action,
            isReply: isReply,
            key: fields.key?.text ?? "",
            stance: fields.stance,
            text: fields.typedText,
            typed: fields.typed,
            label: t(isReply ? "comments.form.reply.button" : "comments.form.button"),
            t: t
        )
        return "\(ErrorSummary(problems: fields.typed.list, t: t))\(form)"
    }

    private func view(
        of discussion: Discussion,
        _ card: SubjectCard,
        _ visit: CommentVisit,
        _ visitor: VisitorContext
    ) -> DiscussionView {
        DiscussionView(
            discussion: discussion,
            title: card.title,
            subjectPath: card.path.reduce(visitor.spacePath()) { $0.appending($1) },
            visit: visit,
            visitor: visitor
        )
    }
}

extension CommentRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .gone: .gone
        case .closed, .tooOften: .conflict
        case .suspended: .forbidden
        case .tooMany: .tooManyRequests
        }
    }
}

extension Reply {
    /// The same, as programs read that somebody has sent enough for now.
    fileprivate func limited() -> Reply {
        var reply = self
        reply.status = .tooManyRequests
        return reply
    }
}
