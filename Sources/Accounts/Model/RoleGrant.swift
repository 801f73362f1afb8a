package import Kernel

/// A role that somebody has, on the whole site or in one space.
package struct RoleGrant: Sendable, Hashable {
    package let role: Role
    /// The space's slug; nil for the whole site.
    package let space: String?

    package init(role: Role, space: String? = nil) {
        self.role = role
        self.space = space
    }
}
