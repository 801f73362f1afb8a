package import Kernel

/// A role that somebody has, on the whole site or in one space.
package struct RoleGrant: Sendable, Hashable {
    package let role: Role
    /// `.site` for the whole of it.
    package let space: Space.ID

    package init(role: Role, space: Space.ID = .site) {
        self.role = role
        self.space = space
    }
}
