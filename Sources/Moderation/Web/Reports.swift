import Accounts
import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/reports`: somebody tells moderators of something, and follows what becomes of it; no account is needed.
struct Reports: Sendable {
    let desk: ModerationDesk
    let frame: ModerationFrame

    // Telling.

    func ask(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let subject = try subject(visitor)
        switch try await desk.sight(of: subject, in: visitor.scope) {
        case .success(let sight): return form(sight, ReportForm(), Typed(), visitor)
        case .failure(let refusal): return try refused(refusal, visitor)
        }
    }

    func create(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let subject = try subject(visitor)
        let form = ReportForm(try await request.form())
        var typed = Typed()
        guard let report = form.report(of: subject, visitor, &typed) else {
            return try await again(subject, form, typed, visitor)
        }
        switch try await desk.report(report, in: visitor.scope) {
        case .success(let number):
            return receipt(number, isTold: report.email != nil || isMember(visitor), visitor)
        case .failure(.unfit):
            typed.refuse("explanation", visitor.t("moderation.error.explanation"))
            return try await again(subject, form, typed, visitor)
        case .failure(.tooMany(let until)):
            let minutes = max(1, visitor.now.until(until).minutesToWait)
            let text = visitor.t("moderation.error.tooMany", ["count": .number(minutes)])
            typed.refuse("explanation", text)
            return try await again(subject, form, typed, visitor)
        case .failure(let refusal): return try refused(refusal, visitor)
        }
    }

    /// The form with what was typed, about what is there now.
    private func again(
        _ subject: Subject,
        _ form: ReportForm,
        _ typed: Typed,
        _ visitor: VisitorContext
    ) async throws -> Reply {
        switch try await desk.sight(of: subject, in: visitor.scope) {
        case .success(let sight): return self.form(sight, form, typed, visitor)
        case .failure(let refusal): return try refused(refusal, visitor)
        }
    }

    private func form(
        _ sight: SubjectSight,
        _ form: ReportForm,
        _ typed: Typed,
        _ visitor: VisitorContext
    ) -> Reply {
        let title = visitor.t("moderation.report.title")
        let view = ReportFormView(
            sight: sight,
            form: form,
            typed: typed,
            asksForEmail: !isMember(visitor),
            isModerator: isModerator(visitor, of: sight.subject),
            visitor: visitor
        )
        return frame.page(
            title,
            view.html,
            typed,
            address: Self.address(of: sight.subject),
            visitor
        )
    }

    /// The number is shown on this page and never again; it is in no address.
    private func receipt(
        _ number: FollowNumber,
        isTold: Bool,
        _ visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let title = t("moderation.receipt.title")
        let told: MessageKey = isTold ? "moderation.receipt.told" : "moderation.receipt.untold"
        let way = visitor.path("reports")
        return frame.page(
            title,
            """
            <h1>\(title)</h1><p>\(t("moderation.receipt.text"))</p>
            <section class="ticket"><h2>\(t("moderation.receipt.number"))</h2>
            <p><code class="receipt" id="number" data-copy="\(t("copy.action"))" \
            data-copied="\(t("copy.done"))">\(number.text)</code></p>
            <p>\(t(told))</p>
            <p><a href="\(url: way)">\(t("moderation.receipt.follow"))</a></p></section>
            """,
            address: "/reports",
            scripts: ["js/copy.js"],
            visitor
        )
    }

    /// Why nothing can be reported here, and where to go.
    private func refused(_ refusal: ReportRefusal, _ visitor: VisitorContext) throws -> Reply {
        let group: MessageGroup =
            switch refusal {
            case .notFound, .unfit, .tooMany: throw PageError.notFound
            case .official: MessageGroup("moderation.report.official")
            case .own: MessageGroup("moderation.report.own")
            case .already: MessageGroup("moderation.report.already")
            }
        return frame.message(
            group,
            button: refusal == .official ? visitor.path("") : visitor.path("account", "moderation"),
            status: .conflict,
            visitor
        )
    }

    private func isModerator(_ visitor: VisitorContext, of subject: Subject) -> Bool {
        let space = visitor.site.spaces.first { $0.id == subject.space }
        return visitor.visit.session?.allows(Moderation.permission, in: space) ?? false
    }

    private func isMember(_ visitor: VisitorContext) -> Bool {
        visitor.visit.session?.member != nil
    }

    /// What the address names: by the number of its space, which stays when the space moves, or by its address.
    private func subject(_ visitor: VisitorContext) throws -> Subject {
        let place = try visitor.parameter("space")
        let space = visitor.site.publicSpaces.first {
            $0.id.description == place || $0.slug == place
        }
        guard let space else { throw PageError.notFound }
        return Subject(
            space: space.id,
            kind: Subject.Kind(try visitor.parameter("kind")),
            id: try visitor.parameter("id")
        )
    }

    private static func address(of subject: Subject) -> String {
        Path("reports", "spaces", subject.space.description, subject.kind.name, subject.id).text
    }

    // Following.

    func index(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        asking("", Typed(), visitor)
    }

    /// Answered where it was asked: the number stands in no address, so in no history either.
    func follow(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let number = try await request.form()["number"]
        guard let state = try await desk.follow(number, in: visitor.scope) else {
            return asking(number, unknown(number, visitor), visitor)
        }
        return show(state, number, AppealForm(), Typed(), visitor)
    }

    func appeal(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let data = try await request.form(Appeals.body)
        let (number, form) = (data["number"], AppealForm(data))
        guard let state = try await desk.follow(number, in: visitor.scope) else {
            return asking(number, unknown(number, visitor), visitor)
        }
        var typed = Typed()
        guard let appeal = form.appeal(asksForEmail: true, visitor, &typed) else {
            return show(state, number, form, typed, visitor)
        }
        switch try await desk.appeal(appeal, by: .follow(number), in: visitor.scope) {
        case .success:
            return frame.message(
                MessageGroup("moderation.appeal.sent"),
                button: visitor.path("reports"),
                address: "/reports",
                visitor
            )
        case .failure(let refusal):
            typed.refuse("text", AppealForm.message(refusal, visitor.t))
            return show(state, number, form, typed, visitor)
        }
    }

    private func unknown(_ number: String, _ visitor: VisitorContext) -> Typed {
        var typed = Typed()
        typed.refuse("number", visitor.t("moderation.error.number"))
        return typed
    }

    private func asking(_ number: String, _ typed: Typed, _ visitor: VisitorContext) -> Reply {
        let t = visitor.t
        let title = t("moderation.follow.title")
        let field = TextField(
            FieldFrame(
                name: "number",
                label: t("moderation.follow.number"),
                hint: "\(t("moderation.follow.number.hint"))",
                problem: typed.problem("number")
            ),
            value: number,
            autocomplete: "off",
            maximum: Limits.receiptCharacters,
            isRequired: true
        )
        return frame.page(
            title,
            """
            <h1>\(title)</h1>
            <form method="post" action="\(url: visitor.path("reports", "follow"))" novalidate>
            \(field)<p>\(Button(t("moderation.follow.button")))</p></form>
            """,
            typed,
            address: "/reports",
            visitor
        )
    }

    private func show(
        _ state: ReportState,
        _ number: String,
        _ form: AppealForm,
        _ typed: Typed,
        _ visitor: VisitorContext
    ) -> Reply {
        let title = visitor.t("moderation.follow.title")
        let view = ReportStateView(
            state: state,
            number: number,
            form: form,
            typed: typed,
            visitor: visitor
        )
        return frame.page(
            title,
            "<h1>\(title)</h1>\(view)",
            typed,
            address: "/reports",
            visitor
        )
    }
}
