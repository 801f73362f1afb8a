import Kernel
import Storage
import TestSupport

@testable import Notifications
@testable import Spaces

/// What members are told in the house of suggestions.
extension SuggestionHouse {
    /// The part that tells, with other kinds or another log than the house's.
    func notifications(
        kinds: [NotificationKind]? = nil,
        log: KeptLog = KeptLog()
    ) -> Notifications {
        let own = house.host.notifications
        return Notifications(
            people: own.people,
            database: own.database,
            vault: own.vault,
            random: own.random,
            bell: own.bell,
            logger: log.logger,
            kinds: kinds ?? own.kinds
        )
    }

    /// Tells members that something happened to a suggestion, which need not be there.
    func tell(
        _ members: [Member.ID],
        _ kind: NotificationKind,
        about id: String,
        _ details: [String: String] = [:],
        at tenant: Tenant.ID = .eci
    ) async throws {
        let notices = house.host.notifications
        let scope = Scope(
            tenant: tenant,
            space: tenant == .eci ? Space.ID(2) : .first,
            actor: .server,
            now: house.clock.now
        )
        try await house.database.write(in: scope) { transaction in
            let subject = transaction.scope.subject(.suggestion, id)
            try notices.tell(members, kind, of: subject, details, in: &transaction)
        }
    }
}
