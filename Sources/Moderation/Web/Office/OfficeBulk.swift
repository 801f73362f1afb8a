import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// Many cases decided together: chosen in the queue, looked at as they would be decided, then decided.
struct OfficeBulk: Sendable {
    let office: ModerationOffice

    /// A decision with as many cases as a batch takes.
    static let body = BodyRules.form(
        bytes: 512 * 1024,
        fields: Limits.moderationBatch + Limits.formFields
    )

    private var desk: ModerationDesk { office.desk }

    // The choice, and what is to be decided about it.

    func select(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form(Self.body)
        let visit = QueueVisit(data).first
        let moderator = Moderator(staff)
        let numbers =
            try await data["all"] == "yes"
            ? desk.numbers(in: visit.filter, for: moderator) : Self.numbers(data)
        guard !numbers.isEmpty else {
            return .redirect(to: visit.path(of: ModerationOffice.path("", staff.visitor)))
        }
        let form = DecisionForm(
            facts: StandardFacts(pages: office.frame.pages, visitor: staff.visitor).text(
                in: staff.visitor.visit.language,
                reports: 0
            ),
            in: staff.visitor.visit.language,
            over: nil
        )
        return try await choosing(form, numbers, visit, Typed(), staff)
    }

    private func choosing(
        _ form: DecisionForm,
        _ numbers: [Int],
        _ visit: QueueVisit,
        _ typed: Typed,
        _ staff: StaffContext
    ) async throws -> Reply {
        let t = staff.visitor.t
        let view = BulkForm(
            numbers: numbers,
            form: form,
            typed: typed,
            templates: try await desk.templates(for: Moderator(staff)),
            visit: visit,
            pages: office.frame.pages,
            staff: staff
        )
        let count = MessageValue.number(numbers.count)
        let page = ModerationOffice.Page(
            part: "",
            title: t("moderation.bulk.title", ["count": count]),
            typed: typed,
            below: ["selections"],
            isAnswer: true
        )
        return office.page(page, view.html, for: staff)
    }

    // What would become of each.

    func preview(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form(Self.body)
        let (form, visit) = (DecisionForm(data), QueueVisit(data).first)
        let numbers = Self.numbers(data)
        let moderator = Moderator(staff)
        var typed = Typed()
        let templates = try await desk.templates(for: moderator)
        guard let decision = form.decision(templates, staff.visitor, &typed) else {
            return try await choosing(form, numbers, visit, typed, staff)
        }
        let rows = try await desk.preview(decision, on: numbers, for: moderator)
        return previewing(form, decision, rows, visit, Typed(), staff)
    }

    private func previewing(
        _ form: DecisionForm,
        _ decision: Decision,
        _ rows: [BulkRow],
        _ visit: QueueVisit,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let t = staff.visitor.t
        let view = BulkPreview(
            form: form,
            decision: decision,
            rows: rows,
            visit: visit,
            visitor: staff.visitor
        )
        let action = t(MessageKey("moderation.act", decision.action.rawValue))
        let page = ModerationOffice.Page(
            part: "",
            title: t("moderation.bulk.preview", ["action": .text(action)]),
            typed: typed,
            below: ["previews"],
            isAnswer: true
        )
        return office.page(page, view.html, for: staff)
    }

    // The decision.

    func decide(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form(Self.body)
        let (form, visit) = (DecisionForm(data), QueueVisit(data).first)
        let moderator = Moderator(staff)
        let cases = Self.cases(data)
        var typed = Typed()
        let templates = try await desk.templates(for: moderator)
        guard let decision = form.decision(templates, staff.visitor, &typed) else {
            return try await choosing(form, cases.map(\.number), visit, typed, staff)
        }
        switch try await desk.decideAll(decision, on: cases, by: moderator) {
        case .success(let outcome) where outcome.left.isEmpty:
            let queue = visit.path(of: ModerationOffice.path("", staff.visitor))
            return .redirect(to: queue.with("done", "bulk"))
        case .success(let outcome): return told(outcome, visit, staff)
        case .failure(let refusal):
            typed.refuse("decide", ModerationOffice.message(refusal, staff.visitor))
            let rows = try await desk.preview(decision, on: cases.map(\.number), for: moderator)
            return previewing(form, decision, rows, visit, typed, staff)
        }
    }

    /// What was left, each with the reason: somebody else was quicker, or works at it.
    private func told(
        _ outcome: BulkOutcome,
        _ visit: QueueVisit,
        _ staff: StaffContext
    ) -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let done = t("moderation.bulk.decided", ["count": .number(outcome.decided.count)])
        let left = outcome.left.sorted { $0.key < $1.key }.map { number, refusal -> HTML in
            let path = visit.path(of: ModerationOffice.path("cases", number, visitor))
            let name = t("moderation.case.number", ["number": .number(number)])
            return """
                <li><a href="\(url: path)">\(name)</a>: \
                \(ModerationOffice.message(refusal, visitor))</li>

                """
        }
        let back = ButtonLink(
            t("moderation.office.back"),
            to: visit.path(of: ModerationOffice.path("", visitor)),
            kind: .secondary
        )
        return office.page(
            ModerationOffice.Page(
                part: "",
                title: t("moderation.bulk.left", ["count": .number(outcome.left.count)]),
                below: ["previews"],
                isAnswer: true
            ),
            """
            \(Notice(.success, title: done))<p>\(t("moderation.bulk.left.text"))</p>
            <ul>\(left)</ul><p>\(back)</p>
            """,
            for: staff
        )
    }

    /// The cases that a form names, each once.
    private static func numbers(_ data: FormData) -> [Int] { cases(data).map(\.number) }

    /// The same with what was shown of each: `12.3` is the third state of case 12.
    private static func cases(_ data: FormData) -> [BulkCase] {
        var seen: Set<Int> = []
        let cases = data.fields.filter { $0.name == "case" }.compactMap { field -> BulkCase? in
            let parts = field.value.split(separator: ".", maxSplits: 1)
            guard let number = parts.first.flatMap({ Int($0) }), seen.insert(number).inserted
            else { return nil }
            let revision = parts.count == 2 ? Int(parts[1]) : nil
            return BulkCase(number: number, revision: revision ?? -1)
        }
        return Array(cases.prefix(Limits.moderationBatch))
    }
}
