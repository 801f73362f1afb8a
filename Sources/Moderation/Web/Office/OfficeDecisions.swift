import Accounts
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Markup
import Text
import Web

/// `/admin/moderation/decisions`: what was decided, the way to take it back, and the file for the Union's database.
struct OfficeDecisions: Sendable {
    let office: ModerationOffice

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try await page(Typed(), staff)
    }

    private func page(_ typed: Typed, _ staff: StaffContext) async throws -> Reply {
        let cursor = ListCursor(staff.visitor.visit.query["after"])
        let found = try await office.desk.decisions(at: cursor, for: Moderator(staff))
        let view = DecisionsView(page: found, typed: typed, staff: staff)
        return office.page(
            ModerationOffice.Page(part: "decisions", typed: typed, done: ["undone"]),
            view.html,
            for: staff
        )
    }

    /// Takes a decision back, and goes to its case where the form says which.
    func undo(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let number = try ModerationOffice.number("decision", staff)
        let data = try await request.form()
        switch try await office.desk.undo(number, by: Moderator(staff)) {
        case .success:
            let visit = QueueVisit(data).first
            let path = Int(data["from"]).map {
                visit.path(of: ModerationOffice.path("cases", $0, staff.visitor))
            }
            let list = ModerationOffice.path("decisions", staff.visitor)
            return .redirect(to: (path ?? list).with("done", "undone"))
        case .failure(.notFound): throw PageError.notFound
        case .failure(let refusal):
            var typed = Typed()
            typed.refuse("decisions", ModerationOffice.message(refusal, staff.visitor))
            return try await page(typed, staff)
        }
    }

    /// A month's statements of reasons, as the database of the Digital Services Act takes them.
    func exported(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        guard let month = ModerationMonth(staff.visitor.visit.query["month"]) else {
            var typed = Typed()
            typed.refuse("month", staff.visitor.t("moderation.error.month"))
            return try await page(typed, staff)
        }
        let bytes = try await office.desk.export(month, for: Moderator(staff))
        return .download(
            bytes,
            type: "application/json",
            name: "statements-\(staff.visitor.tenant.id)-\(month.text).json"
        )
    }
}
