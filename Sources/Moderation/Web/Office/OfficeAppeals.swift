import Hummingbird
import Kernel
import Localization
import Markup
import Text
import Web

/// `/admin/moderation/appeals`: what people contest, for somebody else than who decided first.
struct OfficeAppeals: Sendable {
    let office: ModerationOffice

    private var desk: ModerationDesk { office.desk }

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let cursor = ListCursor(staff.visitor.visit.query["after"])
        let found = try await desk.appeals(at: cursor, for: Moderator(staff))
        return office.page(
            ModerationOffice.Page(part: "appeals", done: ["answered"]),
            AppealsView(page: found, visitor: staff.visitor).html,
            for: staff
        )
    }

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try await page(nil, Typed(), staff)
    }

    func answer(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let number = try ModerationOffice.number("appeal", staff)
        let form = AnswerForm(try await request.form(DecisionForm.body))
        let moderator = Moderator(staff)
        guard let file = try await desk.appeal(number, for: moderator) else {
            throw PageError.notFound
        }
        var typed = Typed()
        let answer = form.answer(to: file, staff.visitor, &typed)
        guard let answer else { return try await page(form, typed, staff) }
        switch try await desk.answer(answer, to: number, by: moderator) {
        case .success:
            let list = ModerationOffice.path("appeals", staff.visitor)
            return .redirect(to: list.with("done", "answered"))
        case .failure(.notFound): throw PageError.notFound
        case .failure(let refusal):
            typed.refuse("answer", Self.message(refusal, staff.visitor))
            return try await page(form, typed, staff)
        }
    }

    private func page(
        _ form: AnswerForm?,
        _ typed: Typed,
        _ staff: StaffContext
    ) async throws -> Reply {
        let number = try ModerationOffice.number("appeal", staff)
        guard let file = try await desk.appeal(number, for: Moderator(staff)) else {
            throw PageError.notFound
        }
        let view = AppealFileView(
            file: file,
            form: form,
            typed: typed,
            pages: office.frame.pages,
            staff: staff
        )
        let page = ModerationOffice.Page(
            part: "appeals",
            title: staff.visitor.t("moderation.appeals.one", ["number": .number(number)]),
            typed: typed,
            below: [String(number)],
            hasHeading: true
        )
        return office.page(page, view.html, for: staff)
    }

    /// Why an appeal was not decided, in the reader's words.
    static func message(_ refusal: AppealDecideRefusal, _ visitor: VisitorContext) -> String {
        let t = visitor.t
        return switch refusal {
        case .notFound: t("moderation.error.caseGone")
        case .changedMeanwhile: t("moderation.error.changed")
        case .ownDecision: t("moderation.error.ownDecision")
        case .unfit: t("moderation.error.answer")
        case .refused(let refusal): ModerationOffice.message(refusal, visitor)
        }
    }
}

/// What somebody answers to an appeal: whether the decision is changed, why, and what takes its place.
struct AnswerForm: Sendable {
    /// `yes` or `no`; empty before anything is chosen.
    let granted: String
    let message: String
    let instead: DecisionForm

    init(instead: DecisionForm) {
        granted = ""
        message = ""
        self.instead = instead
    }

    init(_ data: FormData) {
        granted = data["granted"]
        message = data["answer"]
        instead = DecisionForm(data)
    }

    /// Nil where something is missing or wrong, which then stands beside its field.
    func answer(
        to file: AppealFile,
        _ visitor: VisitorContext,
        _ typed: inout Typed
    ) -> AppealAnswer? {
        let t = visitor.t
        if granted != "yes", granted != "no" {
            typed.refuse("granted", t("moderation.error.granted"))
        }
        if message.isEmpty || message.count > Limits.appealCharacters {
            typed.refuse("answer", t("moderation.error.answer"))
        }
        // Where a reporter is right, something else is decided; where an author is, it is taken back.
        var other: Decision?
        if granted == "yes", file.appeal.party == .reporter {
            other = instead.decision(file.file.templates, visitor, &typed)
        }
        guard typed.isFine else { return nil }
        return AppealAnswer(isGranted: granted == "yes", message: message, instead: other)
    }
}
