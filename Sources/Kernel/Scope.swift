/// On whose behalf, where and when something is done.
///
/// The only thing about a request that the layers below `Web` know; always explicit.
package struct Scope: Sendable {
    package let tenant: Tenant.ID
    package let actor: Actor
    package let now: Instant

    package init(tenant: Tenant.ID, actor: Actor, now: Instant) {
        self.tenant = tenant
        self.actor = actor
        self.now = now
    }
}

/// Who acts.
package enum Actor: Hashable, Sendable {
    /// Somebody at a page, without an account.
    case visitor
    /// Somebody who is signed in with an account.
    case member(Member.ID)
    /// Whoever runs the server, at its command line.
    case operatorOfServer

    /// Whose account acts; nil for whoever has none.
    package var memberID: Member.ID? {
        if case .member(let id) = self { id } else { nil }
    }
}
