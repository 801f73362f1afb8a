package import Kernel

/// A request by a member who has the permission that the route asks for.
package struct StaffContext: Sendable {
    package let membership: MemberContext
    package let permission: Permission

    /// Throws `signInRequired`, `forbidden` or `secondFactorRequired`, in this order: nobody is asked for
    /// a code to hear that they may not.
    ///
    /// `isAnywhere` is for pages of the back office: the permission may be of any space, and whoever
    /// answers asks for that one, ``check(_:)``.
    package init(
        _ visitor: VisitorContext,
        permission: Permission,
        isAnywhere: Bool = false
    ) throws(PageError) {
        let membership = try MemberContext(visitor.ofStaff)
        let session = membership.session
        guard
            isAnywhere
                ? session.allowsAnywhere(permission) : session.allows(permission, in: visitor.space)
        else { throw .forbidden }
        guard membership.session.hasSecondFactor else { throw .secondFactorRequired }
        self.membership = membership
        self.permission = permission
    }

    /// Throws `forbidden` where the route's permission is not of that space, nor of the institution.
    package func check(_ space: Space) throws(PageError) {
        guard allows(permission, in: space) else { throw .forbidden }
    }

    /// Throws `forbidden` to whoever has the route's permission in some spaces only.
    package func checkEverywhere() throws(PageError) {
        guard allowsEverywhere(permission) else { throw .forbidden }
    }

    package func allows(_ permission: Permission, in space: Space) -> Bool {
        membership.session.allows(permission, in: space)
    }

    package func allowsEverywhere(_ permission: Permission) -> Bool {
        membership.session.allows(permission, in: nil)
    }

    package var visitor: VisitorContext { membership.visitor }
    package var member: Member { membership.member }
    /// What is written in it must leave a mark in the audit.
    package var scope: Scope { membership.scope }
}
