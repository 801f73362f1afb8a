package import Kernel

/// Who is signed in with the browser that asks, as read from the database for this request.
package struct Session: Sendable {
    /// What a session knows of whoever began it.
    package enum Holder: Sendable {
        case member(Member)
        case anonymous(AnonymousPerson)
    }

    /// Permissions in one space, in the whole site (`.site`), or for one thing in a space.
    package struct Grant: Sendable, Hashable {
        package let space: Space.ID
        package let permissions: Set<Permission>
        /// Nil for everything in its space; a grant of one thing is none in the space.
        package let subject: Subject?
        /// Where the permissions come from; nil for what a role of one thing opens beside it.
        package let role: Role?

        package init(
            space: Space.ID,
            permissions: Set<Permission>,
            subject: Subject? = nil,
            role: Role? = nil
        ) {
            self.space = space
            self.permissions = permissions
            self.subject = subject
            self.role = role
        }
    }

    /// Names the session in the database; the browser's token cannot be made from it.
    package let key: [UInt8]
    package let holder: Holder
    package let grants: [Grant]
    /// Whether a one-time code was asked for and given.
    package let hasSecondFactor: Bool
    package let startedAt: Instant

    package init(
        key: [UInt8],
        holder: Holder,
        grants: [Grant],
        hasSecondFactor: Bool,
        startedAt: Instant
    ) {
        self.key = key
        self.holder = holder
        self.grants = grants
        self.hasSecondFactor = hasSecondFactor
        self.startedAt = startedAt
    }

    /// Nil in the session of somebody anonymous.
    package var member: Member? {
        if case .member(let member) = holder { member } else { nil }
    }

    /// Nil in the session of a member.
    package var anonymous: AnonymousPerson? {
        if case .anonymous(let person) = holder { person } else { nil }
    }

    /// Who acts in a request with this session.
    package var actor: Actor {
        switch holder {
        case .member(let member): .member(member.id)
        case .anonymous(let person): .anonymous(person)
        }
    }

    /// Whether the holder has any part in running the site.
    package var isStaff: Bool { grants.contains { !$0.permissions.isEmpty } }

    /// Whether something is allowed on the site itself or in any of its spaces.
    package func allowsAnywhere(_ permission: Permission) -> Bool {
        grants.contains { $0.subject == nil && $0.permissions.contains(permission) }
    }

    /// Whether something is allowed about one thing: because of it, of its space or of the site.
    package func allows(_ permission: Permission, on subject: Subject) -> Bool {
        grants.contains { grant in
            let isThere =
                grant.subject == subject
                || grant.subject == nil && [.site, subject.space].contains(grant.space)
            return isThere && grant.permissions.contains(permission)
        }
    }

    /// Whether the holder has any part in running a space.
    package func hasPart(in space: Space) -> Bool {
        grants.contains { grant in
            grant.subject == nil && [.site, space.id].contains(grant.space)
                && !grant.permissions.isEmpty
        }
    }

    /// What the holder is in a space or on the whole site; with one thing named, also what they are for that.
    package func roles(in space: Space.ID, on subject: Subject? = nil) -> Set<Role> {
        let there = grants.filter { grant in
            grant.subject == nil
                ? [.site, space].contains(grant.space) : grant.subject == subject
        }
        return Set(there.compactMap(\.role))
    }

    /// Whether something is allowed in a space, or on the site itself.
    package func allows(_ permission: Permission, in space: Space?) -> Bool {
        grants.contains { grant in
            grant.subject == nil && (grant.space == .site || grant.space == space?.id)
                && grant.permissions.contains(permission)
        }
    }
}
