package import Kernel

/// Who is signed in with the browser that asks, as read from the database for this request.
package struct Session: Sendable {
    /// What a session knows of whoever began it.
    package enum Holder: Sendable {
        case member(Member)
        case anonymous(AnonymousPerson)
    }

    /// Permissions in one space, or in the whole site (`.site`).
    package struct Grant: Sendable, Hashable {
        package let space: Space.ID
        package let permissions: Set<Permission>

        package init(space: Space.ID, permissions: Set<Permission>) {
            self.space = space
            self.permissions = permissions
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
        grants.contains { $0.permissions.contains(permission) }
    }

    /// Whether the holder has any part in running a space.
    package func hasPart(in space: Space) -> Bool {
        grants.contains { ($0.space == .site || $0.space == space.id) && !$0.permissions.isEmpty }
    }

    /// Whether something is allowed in a space, or on the site itself.
    package func allows(_ permission: Permission, in space: Space?) -> Bool {
        grants.contains { grant in
            (grant.space == .site || grant.space == space?.id)
                && grant.permissions.contains(permission)
        }
    }
}
