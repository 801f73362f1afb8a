import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/admin/moderation/cases/:case`: everything that is needed to decide one case, and the decision.
struct OfficeCases: Sendable {
    let office: ModerationOffice

    private var desk: ModerationDesk { office.desk }

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let visit = QueueVisit(staff.visitor.visit.query).first
        return try await page(visit, nil, Typed(), staff)
    }

    /// A moderator came upon something by themselves.
    func open(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form()
        guard let space = Int(data["space"]) else { throw PageError.malformed }
        let subject = Subject(
            space: Space.ID(space),
            kind: Subject.Kind(data["kind"]),
            id: data["id"]
        )
        switch try await desk.open(subject, by: Moderator(staff)) {
        case .success(let number):
            return .redirect(to: ModerationOffice.path("cases", number, staff.visitor))
        case .failure(.notFound): throw PageError.notFound
        case .failure(let refusal): return refused(refusal, staff)
        }
    }

    func claim(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let number = try ModerationOffice.number("case", staff)
        let visit = QueueVisit(try await request.form()).first
        switch try await desk.claim(number, by: Moderator(staff)) {
        case .success: return .redirect(to: path(number, visit, staff))
        case .failure(.notFound): throw PageError.notFound
        case .failure(let refusal):
            var typed = Typed()
            typed.refuse("decide", ModerationOffice.message(refusal, staff.visitor))
            return try await page(visit, nil, typed, staff)
        }
    }

    func release(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let number = try ModerationOffice.number("case", staff)
        let visit = QueueVisit(try await request.form()).first
        try await desk.release(number, by: Moderator(staff))
        return .redirect(to: path(number, visit, staff))
    }

    /// Decides, and goes to the next case.
    func decide(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let number = try ModerationOffice.number("case", staff)
        let data = try await request.form(DecisionForm.body)
        let (form, visit) = (DecisionForm(data), QueueVisit(data).first)
        let moderator = Moderator(staff)
        var typed = Typed()
        let templates = try await desk.templates(for: moderator)
        guard let decision = form.decision(templates, staff.visitor, &typed) else {
            return try await page(visit, form, typed, staff)
        }
        let outcome = try await desk.decide(
            decision,
            on: number,
            over: Int(form.revision) ?? -1,
            by: moderator
        )
        switch outcome {
        case .success(let taken):
            let next = try await OfficeQueue(office: office).next(visit, after: number, staff)
            return .redirect(
                to: UndoNotice.path(next, decided: taken, decision.action, of: number)
            )
        case .failure(.notFound): throw PageError.notFound
        case .failure(let refusal):
            typed.refuse("decide", ModerationOffice.message(refusal, staff.visitor))
            return try await page(visit, form, typed, staff)
        }
    }

    /// One that could not be opened: what stands in the way, and the queue.
    private func refused(_ refusal: DecideRefusal, _ staff: StaffContext) -> Reply {
        let t = staff.visitor.t
        let queue = ModerationOffice.path("", staff.visitor)
        let back = ButtonLink(t("moderation.office.back"), to: queue, kind: .secondary)
        let notice = Notice(
            .warning,
            title: ModerationOffice.message(refusal, staff.visitor),
            content: "<p>\(back)</p>"
        )
        var reply = office.page(
            ModerationOffice.Page(
                part: "",
                title: t("moderation.case.new"),
                below: ["cases"],
                isAnswer: true
            ),
            notice.html,
            for: staff
        )
        reply.status = .conflict
        return reply
    }

    private func path(_ number: Int, _ visit: QueueVisit, _ staff: StaffContext) -> Path {
        visit.path(of: ModerationOffice.path("cases", number, staff.visitor))
    }

    /// The case as it is now, with what somebody typed who could not be followed.
    private func page(
        _ visit: QueueVisit,
        _ form: DecisionForm?,
        _ typed: Typed,
        _ staff: StaffContext
    ) async throws -> Reply {
        let number = try ModerationOffice.number("case", staff)
        let moderator = Moderator(staff)
        guard let file = try await desk.file(number, for: moderator) else {
            throw PageError.notFound
        }
        let ways = try await desk.neighbours(of: number, in: visit.filter, for: moderator)
        let view = CaseView(
            file: file,
            ways: (ways.previous, ways.next),
            visit: visit,
            form: form,
            typed: typed,
            reader: moderator.id,
            pages: office.frame.pages,
            staff: staff
        )
        let page = ModerationOffice.Page(
            part: "",
            title: view.title,
            typed: typed,
            done: ["undone"],
            below: ["cases", String(number)],
            notice: UndoNotice(staff.visitor, visit: visit).html,
            hasHeading: true
        )
        return office.page(page, view.html, for: staff)
    }
}
