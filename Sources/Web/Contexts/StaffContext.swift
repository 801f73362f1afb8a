package import Kernel

/// A request by a member who has the permission that the route asks for.
package struct StaffContext: Sendable {
    package let membership: MemberContext
    package let permission: Permission

    /// Throws `signInRequired`, `forbidden` or `secondFactorRequired`, in this order: nobody is asked for
    /// a code to hear that they may not.
    package init(_ visitor: VisitorContext, permission: Permission) throws(PageError) {
        let membership = try MemberContext(visitor)
        guard membership.session.allows(permission, in: visitor.space) else { throw .forbidden }
        guard membership.session.hasSecondFactor else { throw .secondFactorRequired }
        self.membership = membership
        self.permission = permission
    }

    package var visitor: VisitorContext { membership.visitor }
    package var member: Member { membership.member }
    /// What is written in it must leave a mark in the audit.
    package var scope: Scope { membership.scope.ofStaff }
}
