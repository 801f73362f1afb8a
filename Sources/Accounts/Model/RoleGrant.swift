package import Kernel

/// A role that somebody has, on the whole site or in one space.
package struct RoleGrant: Sendable, Hashable {
    package let role: Role
    /// Nil for the whole site.
    package let space: Space.ID?

    package init(role: Role, space: Space.ID? = nil) {
        self.role = role
        self.space = space
    }
}
