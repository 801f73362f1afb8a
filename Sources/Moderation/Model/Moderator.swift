package import Kernel
package import Web

/// Whoever moderates, and where they may.
package struct Moderator: Sendable {
    /// Where somebody may moderate: a right in one space is none in another.
    package enum Reach: Sendable, Hashable {
        case everywhere
        case spaces(Set<Space.ID>)

        package func holds(_ space: Space.ID) -> Bool {
            switch self {
            case .everywhere: true
            case .spaces(let spaces): spaces.contains(space)
            }
        }
    }

    /// Of the institution; what is written in it leaves a mark in the audit.
    package let scope: Scope
    package let reach: Reach

    package init(scope: Scope, reach: Reach) {
        self.scope = scope.entering(.site)
        self.reach = reach
    }

    /// A reader behind ``Moderation/permission``.
    package init(_ staff: StaffContext) {
        let isEverywhere = staff.allowsEverywhere(Moderation.permission)
        let spaces = staff.visitor.site.spaces.filter { space in
            staff.allows(Moderation.permission, in: space)
        }
        self.init(
            scope: staff.scope,
            reach: isEverywhere ? .everywhere : .spaces(Set(spaces.map(\.id)))
        )
    }

    package var id: Member.ID? { scope.actor.memberID }
    package var now: Instant { scope.now }

    /// The same for what is their own and nobody's business: a claim.
    var ofOwn: Scope { Scope(tenant: scope.tenant, actor: scope.actor, now: scope.now) }
}
