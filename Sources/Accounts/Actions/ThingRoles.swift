import Kernel
import Storage

/// Who has a role for one thing alone: there may be as many of them as there are things.
extension Accounts {
    /// Somebody who has such a role.
    struct ThingRole: Sendable {
        let account: Account
        let grant: RoleGrant
    }

    /// Some of them behind a place in the list, and where it goes on; nil at its end.
    func thingRoles(
        after place: RolePlace?,
        in scope: Scope
    ) async throws -> (roles: [ThingRole], next: RolePlace?) {
        let box = box(scope.tenant)
        return try await database.read(in: scope) { transaction in
            let length = Limits.thingRolesPageLength
            let rows = try RoleStore.ofThings(after: place, limit: length + 1, in: &transaction)
            let shown = Array(rows.prefix(length))
            let ids = Array(Set(shown.map(\.member)))
            let accounts = try MemberStore.find(ids, box: box, in: &transaction)
            let byID = Dictionary(uniqueKeysWithValues: accounts.map { ($0.id, $0) })
            let roles = shown.compactMap { row -> ThingRole? in
                guard let account = byID[row.member], let grant = row.grant else { return nil }
                return ThingRole(account: account, grant: grant)
            }
            return (roles, rows.count > length ? shown.last?.place : nil)
        }
    }
}
