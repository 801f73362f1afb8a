import Accounts
import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// `…/:initiative/organisers`: who runs the pages of this one initiative.
///
/// Their right is of it alone; whoever gives it runs its space.
struct OfficeOrganisers: Sendable {
    let initiatives: Initiatives

    private var office: InitiativeOffice { InitiativeOffice(initiatives: initiatives) }
    private var people: People { initiatives.host.people }

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let initiative = try await office.initiative(staff.visitor)
        return try await page(initiative, "", Typed(), staff)
    }

    func create(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form()
        let initiative = try await office.initiative(staff.visitor)
        let outcome = try await people.give(
            .organiser,
            for: staff.scope.subject(of: initiative.id),
            called: initiative.title,
            to: data,
            by: Initiatives.manage,
            staff
        )
        let path = path(initiative, staff.visitor)
        switch outcome {
        case .invited: return .redirect(to: path.with("done", "invited"))
        case .refused(let message):
            var typed = Typed()
            typed.refuse("email", message)
            return try await page(initiative, data["email"], typed, staff)
        }
    }

    /// Takes the right from a member, or makes an invitation worthless.
    func withdraw(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form()
        let initiative = try await office.initiative(staff.visitor)
        let subject = staff.scope.subject(of: initiative.id)
        let path = path(initiative, staff.visitor)
        if let member = Member.ID(data["member"]) {
            let isTaken = try await people.take(
                .organiser,
                for: subject,
                called: initiative.title,
                from: member,
                by: Initiatives.manage,
                staff
            )
            guard isTaken else { throw PageError.notFound }
            return .redirect(to: path.with("done", "taken"))
        }
        let isWithdrawn = try await people.withdraw(
            invitation: data["invitation"],
            for: subject,
            by: Initiatives.manage,
            staff
        )
        guard isWithdrawn else { throw PageError.notFound }
        return .redirect(to: path.with("done", "withdrawn"))
    }

    private func path(_ initiative: Initiative, _ visitor: VisitorContext) -> Path {
        InitiativeOffice.path(visitor, initiative.id.text, "organisers")
    }

    private func page(
        _ initiative: Initiative,
        _ email: String,
        _ typed: Typed,
        _ staff: StaffContext
    ) async throws -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let holders = try await people.holders(
            of: .organiser,
            for: staff.scope.subject(of: initiative.id),
            in: staff.scope
        )
        let table = DataTable(
            caption: "\(t("initiatives.office.organisers"))",
            columns: [
                .init(t("accounts.field.name")), .init(t("office.spaces.state")),
                .init(t("accounts.roles.action"), isAction: true),
            ],
            rows: holders.map { row($0, initiative, visitor) }
        )
        let field = TextField(
            FieldFrame(
                name: "email",
                label: t("accounts.field.email"),
                hint: "\(t("initiatives.office.organisers.hint"))",
                problem: typed.problem("email")
            ),
            value: email,
            autocomplete: "off",
            inputMode: "email",
            maximum: Limits.emailBytes,
            isRequired: true,
            kind: .email
        )
        return office.page(
            t("initiatives.office.organisers"),
            """
            <p>\(t("initiatives.office.organisers.text"))</p>\(table.html, when: !holders.isEmpty)\
            \("<p>\(t("initiatives.office.organisers.none"))</p>", when: holders.isEmpty)
            <form method="post" action="\(url: path(initiative, visitor))" novalidate>
            \(field)<p>\(Button(t("initiatives.office.organisers.button")))</p></form>
            """,
            at: [initiative.id.text, "organisers"],
            about: initiative,
            typed: typed,
            for: staff
        )
    }

    private func row(
        _ holder: People.Holder,
        _ initiative: Initiative,
        _ visitor: VisitorContext
    ) -> DataTable.Row {
        let t = visitor.t
        let state: MessageKey =
            holder.member == nil
            ? "initiatives.office.organiser.invited" : "initiatives.office.organiser.member"
        let (name, value) =
            holder.member.map { ("member", $0.text) } ?? ("invitation", holder.invitation ?? "")
        let target = path(initiative, visitor).appending("withdrawals")
        let label = t("initiatives.office.document.remove.label", ["name": .text(holder.name)])
        return DataTable.Row([
            "<bdi>\(holder.name)</bdi>", "\(t(state))",
            """
            <form method="post" action="\(url: target)">\
            <input type="hidden" name="\(name)" value="\(value)">\
            <button class="button button-quiet" aria-label="\(label)">\
            \(t("initiatives.office.document.remove"))</button></form>
            """,
        ])
    }
}
