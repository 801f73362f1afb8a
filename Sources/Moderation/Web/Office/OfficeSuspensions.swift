import Accounts
import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/admin/moderation/suspensions`: who writes nothing for a while, and the end of it.
struct OfficeSuspensions: Sendable {
    let office: ModerationOffice

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try await page(Typed(), staff)
    }

    func lift(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let number = try ModerationOffice.number("decision", staff)
        _ = try await request.form()
        switch try await office.desk.lift(number, by: Moderator(staff)) {
        case .success:
            let list = ModerationOffice.path("suspensions", staff.visitor)
            return .redirect(to: list.with("done", "lifted"))
        case .failure(.notFound): throw PageError.notFound
        case .failure(let refusal):
            var typed = Typed()
            typed.refuse("suspensions", ModerationOffice.message(refusal, staff.visitor))
            return try await page(typed, staff)
        }
    }

    private func page(_ typed: Typed, _ staff: StaffContext) async throws -> Reply {
        let all = try await office.desk.suspensions(for: Moderator(staff))
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let nothing = EmptyState(
            title: t("moderation.suspensions.none.title"),
            text: t("moderation.suspensions.none.text")
        )
        let table = DataTable(
            caption: "\(t("moderation.suspensions.caption"))",
            columns: [
                .init(t("moderation.suspensions.who")), .init(t("moderation.suspensions.where")),
                .init(t("moderation.suspensions.since")), .init(t("moderation.statement.until")),
                .init(t("moderation.decisions.acts"), isAction: true),
            ],
            rows: all.map { row($0, visitor) }
        )
        return office.page(
            ModerationOffice.Page(part: "suspensions", typed: typed, done: ["lifted"]),
            """
            <div id="field-suspensions" tabindex="-1">\(nothing.html, when: all.isEmpty)\
            \(table.html, when: !all.isEmpty)</div>
            """,
            for: staff
        )
    }

    private func row(_ row: SuspensionRow, _ visitor: VisitorContext) -> DataTable.Row {
        let t = visitor.t
        let suspension = row.suspension
        let path = ModerationOffice.path("suspensions", suspension.decision, visitor)
            .appending("end")
        let until: HTML =
            suspension.until.map { Moment($0, visitor).html }
            ?? "\(t("moderation.statement.unlimited"))"
        let place = row.place.map { $0.title(t) } ?? t("moderation.rules.everywhere")
        return DataTable.Row([
            row.name.html(t), "\(place)", Moment(suspension.since, visitor).html, until,
            """
            <form method="post" action="\(url: path)">\
            \(Button(t("moderation.suspensions.end"), of: row.name.name(t), kind: .quiet))</form>
            """,
        ])
    }
}
