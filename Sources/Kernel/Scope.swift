/// On whose behalf, where and when something is done.
///
/// The only thing about a request that the layers below `Web` know; always explicit.
package struct Scope: Sendable {
    package let tenant: Tenant.ID
    /// The space in which it is done; `.site` for what belongs to none.
    package let space: Space.ID
    package let actor: Actor
    package let now: Instant
    /// Whether it is done for the institution: what is written then must leave a mark in the audit.
    package let isOfStaff: Bool

    package init(
        tenant: Tenant.ID,
        space: Space.ID = .site,
        actor: Actor,
        now: Instant,
        isOfStaff: Bool = false
    ) {
        self.tenant = tenant
        self.space = space
        self.actor = actor
        self.now = now
        self.isOfStaff = isOfStaff || actor == .operatorOfServer
    }

    /// The same, done for the institution.
    package var ofStaff: Scope {
        Scope(tenant: tenant, space: space, actor: actor, now: now, isOfStaff: true)
    }

    /// The same in one of the spaces.
    package func entering(_ space: Space.ID) -> Scope {
        Scope(tenant: tenant, space: space, actor: actor, now: now, isOfStaff: isOfStaff)
    }

    /// One thing of the space in which it is done.
    package func subject(_ kind: Subject.Kind, _ id: String) -> Subject {
        Subject(space: space, kind: kind, id: id)
    }
}

/// Who acts.
package enum Actor: Hashable, Sendable {
    /// Somebody at a page, without an account.
    case visitor
    /// Somebody who signed in at an identity provider and is known by a key alone.
    case anonymous(AnonymousPerson)
    /// Somebody who is signed in with an account.
    case member(Member.ID)
    /// Whoever runs the server, at its command line: always for an institution.
    case operatorOfServer
    /// The server itself, when time has come for something: nobody asked for it.
    case server

    /// Whose account acts; nil for whoever has none.
    package var memberID: Member.ID? {
        if case .member(let id) = self { id } else { nil }
    }
}
