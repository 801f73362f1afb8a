import Accounts
import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/account/moderation`: what was decided about what one wrote, and what became of what one reported.
struct OwnDecisions: Sendable {
    let desk: ModerationDesk
    let pages: AccountDesk

    func index(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let own = try await desk.own(of: member.member.id, in: member.scope)
        let title = visitor.t("moderation.own.title")
        let view = OwnModerationView(own: own, visitor: visitor)
        return pages.own(title, "<h1>\(title)</h1>\(view)", at: "moderation", visitor)
    }

    func show(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let way = try way(member)
        guard let question = try await desk.question(way, in: member.scope) else {
            throw PageError.notFound
        }
        return try page(question, AppealForm(), Typed(), member)
    }

    func appeal(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let way = try way(member)
        let form = AppealForm(try await request.form(Appeals.body))
        guard let question = try await desk.question(way, in: member.scope) else {
            throw PageError.notFound
        }
        var typed = Typed()
        guard let appeal = form.appeal(asksForEmail: false, member.visitor, &typed) else {
            return try page(question, form, typed, member)
        }
        switch try await desk.appeal(appeal, by: way, in: member.scope) {
        case .success: return .redirect(to: try path(member.visitor).with("done", "yes"))
        case .failure(let refusal):
            typed.refuse("text", AppealForm.message(refusal, member.visitor.t))
            return try page(question, form, typed, member)
        }
    }

    private func way(_ member: MemberContext) throws -> AppealWay {
        guard let number = Int(try member.visitor.parameter("decision")) else {
            throw PageError.notFound
        }
        return .member(member.member.id, decision: number)
    }

    private func path(_ visitor: VisitorContext) throws -> Path {
        visitor.path("account", "moderation", "decisions", try visitor.parameter("decision"))
    }

    private func page(
        _ question: AppealQuestion,
        _ form: AppealForm,
        _ typed: Typed,
        _ member: MemberContext
    ) throws -> Reply {
        let (visitor, t) = (member.visitor, member.visitor.t)
        let view = AppealView(
            question: question,
            action: try path(visitor),
            form: form,
            typed: typed,
            visitor: visitor
        )
        return pages.own(
            view.title,
            "\(ErrorSummary(problems: typed.list, t: t))\(view)",
            hasProblems: !typed.isFine,
            at: "moderation/decisions/\(question.outline.number)",
            below: NavigationLink(
                path: visitor.path("account", "moderation"),
                label: t("moderation.own.title")
            ),
            visitor
        )
    }
}
