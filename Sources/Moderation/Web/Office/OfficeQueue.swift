import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/admin/moderation`: everything that waits for a moderator, over all spaces where they may decide.
struct OfficeQueue: Sendable {
    let office: ModerationOffice

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let visitor = staff.visitor
        let visit = QueueVisit(visitor.visit.query)
        let moderator = Moderator(staff)
        let found = try await office.desk.queue(visit.filter, at: visit.cursor, for: moderator)
        let counts = try await office.desk.counts(for: moderator)
        let kinds = try await office.desk.kinds(for: moderator)
        let view = QueueView(
            page: found,
            counts: counts,
            kinds: kinds,
            visit: visit,
            reader: moderator.id,
            staff: staff
        )
        let page = ModerationOffice.Page(
            part: "",
            done: ["bulk", "ended"],
            notice: UndoNotice(visitor, visit: visit).html
        )
        return office.page(page, view.html, for: staff)
    }

    /// Takes the first case on which nobody works, and goes there.
    func claim(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let visit = QueueVisit(try await request.form()).first
        return .redirect(to: try await next(visit, after: nil, staff))
    }

    /// The first case of a queue on which nobody else works, claimed for the reader; the queue itself when
    /// there is none.
    ///
    /// What was just left undecided does not come again at once.
    func next(
        _ visit: QueueVisit,
        after left: Int?,
        _ staff: StaffContext
    ) async throws -> Path {
        let moderator = Moderator(staff)
        let queue = ModerationOffice.path("", staff.visitor)
        let found = try await office.desk.queue(visit.filter, at: nil, for: moderator)
        let free = found.rows.filter { row in
            let claim = row.item.claim
            return row.item.number != left && row.item.author != moderator.id
                && (claim == nil || claim?.by == moderator.id)
        }
        // A few tries: somebody else may be a moment quicker.
        for row in free.prefix(5) {
            guard case .success = try await office.desk.claim(row.item.number, by: moderator)
            else { continue }
            let path = ModerationOffice.path("cases", row.item.number, staff.visitor)
            return visit.first.path(of: path)
        }
        let list = visit.first.path(of: queue)
        // Whoever just decided reads that, and that nothing waits.
        let hasEnded = left == nil && found.rows.isEmpty
        return hasEnded ? list.with("done", "ended") : list
    }
}
