package import Kernel

/// A role that was given or taken, kept for ever: who did what to whose rights, and when.
package struct RoleChange: Sendable {
    let id: String
    package let member: Member.ID
    package let grant: RoleGrant
    package let isGiven: Bool
    /// Nil for the operator of the server.
    package let changedBy: Member.ID?
    package let changedAt: Instant
}
