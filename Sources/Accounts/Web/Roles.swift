import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/admin/people`: who runs what, given and taken by administrators.
struct Roles: Sendable {
    let accounts: Accounts
    let things: RoleThings
    let office: OfficeFrame

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }

    /// Where this page stood before there was a back office.
    func moved(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        .redirect(to: staff.visitor.path("admin", "people"))
    }

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try await page("", nil, Typed(), staff)
    }

    func create(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form()
        let visitor = staff.visitor
        var typed = Typed()
        let email = data.email("email", &typed, visitor.t)
        let grant = RoleGrant(data["role"]).flatMap { $0.fits(visitor.site) ? $0 : nil }
        if grant == nil { typed.refuse("role", visitor.t("accounts.roles.unfit")) }
        guard let email, let grant, typed.isFine else {
            return try await page(data["email"], data["role"], typed, staff)
        }
        let outcome = try await accounts.give(
            grant,
            to: email,
            at: try await desk.place(visitor, about: [grant], things),
            in: staff.scope
        )
        if case .refused(let message) = desk.answer(to: outcome.mail, about: "link", visitor),
            outcome.link != nil
        {
            typed.refuse("email", message)
            return try await page(data["email"], data["role"], typed, staff)
        }
        let done = outcome.link == nil ? "given" : "invited"
        return .redirect(to: visitor.path("admin", "people").with("done", done))
    }

    func withdraw(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form()
        let visitor = staff.visitor
        guard let member = Member.ID(data["member"]), let grant = RoleGrant(data["role"]) else {
            throw PageError.malformed
        }
        let outcome = try await accounts.take(
            grant,
            from: member,
            at: try await desk.place(visitor, about: [grant], things),
            in: staff.scope
        )
        switch outcome {
        case .success: return .redirect(to: visitor.path("admin", "people").with("done", "taken"))
        case .failure(.notFound): throw PageError.notFound
        case .failure(.lastAdministrator):
            return desk.message(
                MessageGroup("accounts.roles.lastAdministrator"),
                button: visitor.path("admin", "people"),
                status: .conflict,
                address: "/admin/people",
                visitor
            )
        }
    }

    func withdrawInvitation(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let name = try await request.form()["invitation"]
        guard try await accounts.withdrawInvitation(named: name, in: staff.scope) else {
            throw PageError.notFound
        }
        return .redirect(to: staff.visitor.path("admin", "people").with("done", "withdrawn"))
    }

    private func page(
        _ email: String,
        _ role: String?,
        _ typed: Typed,
        _ staff: StaffContext
    ) async throws -> Reply {
        let visitor = staff.visitor
        let place = RolePlace(visitor.visit.query["after"])
        let (members, changes) = try await accounts.staff(in: staff.scope)
        let (roles, next) = try await accounts.thingRoles(after: place, in: staff.scope)
        let invitations = try await accounts.invitations(in: staff.scope)
        let grants =
            roles.map(\.grant) + invitations.map(\.grant) + changes.map(\.change.grant)
        let named = try await things.all(of: grants, for: visitor, in: accounts.database)
        let table = ThingRolesTable(
            roles: roles,
            things: named,
            isFirst: place == nil,
            next: next,
            visitor: visitor
        )
        let view = RolesPage(
            members: members,
            ofThings: roles.isEmpty && place == nil ? nil : table,
            titles: named.titles,
            changes: changes,
            invitations: invitations,
            rules: accounts.rules,
            email: email,
            role: role,
            typed: typed,
            visitor: visitor
        )
        let title = visitor.t("accounts.roles.title")
        return office.page(
            title,
            view.html,
            .init(hasProblems: !typed.isFine, address: "/admin/people"),
            for: staff
        )
    }
}
