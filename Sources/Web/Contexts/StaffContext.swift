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
        try self.init(visitor, permission: permission) { session in
            isAnywhere
                ? session.allowsAnywhere(permission) : session.allows(permission, in: visitor.space)
        }
    }

    /// The same for whoever may do something about one thing of the visitor's space: the permission may be of it
    /// alone.
    package init(
        _ visitor: VisitorContext,
        permission: Permission,
        on subject: Subject
    ) throws(PageError) {
        try self.init(visitor, permission: permission) { $0.allows(permission, on: subject) }
    }

    private init(
        _ visitor: VisitorContext,
        permission: Permission,
        where isAllowed: (Session) -> Bool
    ) throws(PageError) {
        let membership = try MemberContext(visitor.ofStaff)
        guard isAllowed(membership.session) else { throw .forbidden }
        guard membership.session.hasSecondFactor else { throw .secondFactorRequired }
        self.membership = membership
        self.permission = permission
    }

    /// The same reader in a space, for pages of the back office that are about it.
    ///
    /// Throws `forbidden` where the route's permission is not of that space, nor of the institution.
    package func entering(_ space: Space) throws(PageError) -> StaffContext {
        try check(space)
        return StaffContext(self, membership: try MemberContext(visitor.entering(space)))
    }

    private init(_ other: StaffContext, membership: MemberContext) {
        self.membership = membership
        permission = other.permission
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
    /// The same reader for what is their own as yet: a file that they send belongs to nothing until a write of
    /// staff gives it to something.
    package var sender: VisitorContext { visitor.ofOwn }
    package var member: Member { membership.member }
    /// What is written in it must leave a mark in the audit.
    package var scope: Scope { membership.scope }
}
