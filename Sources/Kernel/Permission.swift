/// One thing that may be allowed: `site.roles`, `initiatives.manage`.
///
/// Modules declare theirs with the roles that have them; a route of staff names the one it asks for.
package struct Permission: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let name: String

    package init(stringLiteral name: String) { self.name = name }

    package var description: String { name }
}

/// A permission with the roles that have it: rules as data, shown as they are on the page of roles.
package struct PermissionRule: Sendable, Hashable {
    package let permission: Permission
    package let roles: Set<Role>

    /// Administrators have every permission, whether they are named or not.
    package init(_ permission: Permission, roles: Set<Role> = []) {
        self.permission = permission
        self.roles = roles.union([.administrator])
    }
}
