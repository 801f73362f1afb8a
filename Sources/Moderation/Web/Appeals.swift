import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/appeals/:token`: what the link of an email about a decision opens, with or without an account.
///
/// Opening it changes nothing: programs that look into mail open links as well.
struct Appeals: Sendable {
    let desk: ModerationDesk
    let frame: ModerationFrame

    /// An appeal of as many characters as it may have, in any alphabet, and somewhat more, so that its
    /// writer hears how much too long it is.
    static let body = BodyRules.form(bytes: 192 * 1024, fields: 8)

    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        guard let question = try await desk.question(.token(token), in: visitor.scope) else {
            return over(visitor)
        }
        return page(question, token, AppealForm(), Typed(), visitor)
    }

    func create(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        let form = AppealForm(try await request.form(Self.body))
        guard let question = try await desk.question(.token(token), in: visitor.scope) else {
            return over(visitor)
        }
        var typed = Typed()
        guard let appeal = form.appeal(asksForEmail: !question.hasAccount, visitor, &typed) else {
            return page(question, token, form, typed, visitor)
        }
        switch try await desk.appeal(appeal, by: .token(token), in: visitor.scope) {
        case .success:
            return .redirect(to: visitor.path("appeals", token).with("done", "yes"))
        case .failure(let refusal):
            typed.refuse("text", AppealForm.message(refusal, visitor.t))
            return page(question, token, form, typed, visitor)
        }
    }

    private func over(_ visitor: VisitorContext) -> Reply {
        frame.message(
            MessageGroup("moderation.appeal.gone"),
            button: visitor.path("reports"),
            status: .gone,
            visitor
        )
    }

    private func page(
        _ question: AppealQuestion,
        _ token: String,
        _ form: AppealForm,
        _ typed: Typed,
        _ visitor: VisitorContext
    ) -> Reply {
        let view = AppealView(
            question: question,
            action: visitor.path("appeals", token),
            form: form,
            typed: typed,
            visitor: visitor
        )
        return frame.page(view.title, view.html, typed, visitor)
    }
}
