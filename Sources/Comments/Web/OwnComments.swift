import Hummingbird
import Kernel
import Markup
import Moderation
import Web

/// `/comments/:comment/text`, `/comments/:comment/withdrawal`: what authors do with what they have said.
struct OwnComments: Sendable {
    let pages: CommentPages

    private var comments: Comments { pages.comments }

    func ask(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let (comment, card) = try await own(member)
        guard Comments.canChange(comment), Comments.isOpen(in: visitor.space) else {
            throw PageError.notFound
        }
        let view = ChangePage(comment: comment, card: card, visitor: visitor)
        return pages.page(view.title, view.html, visitor)
    }

    func change(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let fields = CommentFields(try await request.form(CommentPages.body), visitor.t)
        let (comment, card) = try await own(member)
        guard let text = fields.text else {
            var view = ChangePage(comment: comment, card: card, visitor: visitor)
            (view.text, view.typed) = (fields.typedText, fields.typed)
            let address = CommentPath.address(of: comment.id, "text", in: visitor)
            return pages.page(view.title, view.html, problemsAt: address, visitor)
        }
        let back = CommentPath.comment(comment.id, visitor)
        guard Comments.isOpen(in: visitor.space) else {
            return pages.answer(to: .failure(.closed), fields, back: back, visitor)
        }
        let outcome = try await comments.change(
            comment.id,
            to: text,
            settings: pages.settings(visitor),
            in: member.scope
        )
        return pages.answer(to: outcome, fields, back: back, visitor)
    }

    func askWithdrawal(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let (comment, card) = try await own(member)
        guard comment.visibility != .withdrawn else { throw PageError.notFound }
        let view = WithdrawalPage(comment: comment, card: card, visitor: member.visitor)
        return pages.page(view.title, view.html, member.visitor)
    }

    func withdraw(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        switch try await comments.withdraw(try pages.id(visitor), in: member.scope) {
        case .success(let subject):
            return .redirect(to: CommentPath.discussion(subject, visitor))
        case .failure: throw PageError.notFound
        }
    }

    /// The comment in the address.
    ///
    /// Throws `notFound` to everybody but its author.
    private func own(_ member: MemberContext) async throws -> (Comment, SubjectCard) {
        let visitor = member.visitor
        let (view, card) = try await pages.comment(try pages.id(visitor), at: nil, visitor)
        let comment = view.placed.comment
        guard comment.author == member.member.id else { throw PageError.notFound }
        return (comment, card)
    }
}
