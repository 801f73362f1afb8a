import Credentials
package import Kernel
import Localization
import Storage
package import Web

extension People {
    /// Somebody who has a role for one thing, or is invited to have it.
    package struct Holder: Sendable {
        /// Nil while nobody has accepted.
        package let member: Member.ID?
        /// The name of an invitation that waits.
        package let invitation: String?
        /// The member's name, or the address to which the invitation went.
        package let name: String
    }

    /// Who has a role for one thing, members first.
    package func holders(
        of role: Role,
        for subject: Subject,
        in scope: Scope
    ) async throws -> [Holder] {
        let grant = RoleGrant(role: role, of: subject)
        let site = scope.entering(.site)
        let members = try await accounts.database.read(in: site) { transaction in
            let ids = try RoleStore.holders(of: grant, in: &transaction)
            let names = try authors(ids, in: &transaction)
            return ids.compactMap { id -> Holder? in
                guard case .member(let name) = names[id] else { return nil }
                return Holder(member: id, invitation: nil, name: name)
            }
        }
        let invited = try await accounts.invitations(in: site).filter { $0.grant == grant }
        return members + invited.map { Holder(member: nil, invitation: $0.name, name: $0.email) }
    }

    /// What became of a role that somebody was to have.
    package enum Outcome: Sendable, Hashable {
        /// By letter, whether they have an account or not.
        case invited
        /// Why not, to stand beside the address.
        case refused(String)
    }

    /// Invites the owner of the address in a form's field `email` to have a role for one thing of that title, in
    /// the place of an administrator: whoever acts has this permission in its space.
    package func give(
        _ role: Role,
        for subject: Subject,
        called title: String,
        to form: FormData,
        by permission: Permission,
        _ staff: StaffContext
    ) async throws -> Outcome {
        let visitor = staff.visitor
        var typed = Typed()
        guard let email = form.email("email", &typed, visitor.t) else {
            return .refused(typed.problem("email") ?? "")
        }
        let desk = AccountDesk(accounts: accounts)
        var place = desk.place(visitor)
        place.titles = [subject: title]
        let outcome = try await accounts.give(
            RoleGrant(role: role, of: subject),
            to: email,
            at: place,
            by: .init(permission: permission, subject: subject),
            in: staff.scope.entering(.site)
        )
        if case .refused(let message) = desk.answer(to: outcome.mail, about: "link", visitor) {
            return .refused(message)
        }
        return .invited
    }

    /// Takes a role for one thing of that title from a member; false when they do not have it.
    package func take(
        _ role: Role,
        for subject: Subject,
        called title: String,
        from member: Member.ID,
        by permission: Permission,
        _ staff: StaffContext
    ) async throws -> Bool {
        var place = AccountDesk(accounts: accounts).place(staff.visitor)
        place.titles = [subject: title]
        let outcome = try await accounts.take(
            RoleGrant(role: role, of: subject),
            from: member,
            at: place,
            by: .init(permission: permission, subject: subject),
            in: staff.scope.entering(.site)
        )
        if case .success = outcome { return true }
        return false
    }

    /// Makes an invitation to have a role for one thing worthless; false when there is none.
    package func withdraw(
        invitation name: String,
        for subject: Subject,
        by permission: Permission,
        _ staff: StaffContext
    ) async throws -> Bool {
        try await accounts.withdrawInvitation(
            named: name,
            by: .init(permission: permission, subject: subject),
            in: staff.scope.entering(.site)
        )
    }
}
