import Audit
import Kernel
import Spaces
import Storage
import TestSupport
import Testing
import Vault

@testable import Initiatives

/// Goal: whatever the operator of the server does for an institution stands in its audit.
///
/// Method: each act of a command, in the scope that commands have: a write without an entry fails there.
@Suite("What an operator does")
struct OperatorTests {
    @Test("each act leaves an entry that says what is another since; a refusal leaves none")
    func acts() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { site in
            let (scope, initiatives) = (site.house.operatorScope(), site.initiatives)
            let id = try #require(Initiative.ID("2026-000001"))
            let period = try #require(try await site.details()?.initiative.period)
            let longer = CollectionPeriod(
                firstDay: period.firstDay,
                lastDay: period.lastDay.adding(days: 90)
            )
            let key = try #require(AuthorityPrivateKey().publicKey)

            try await site.register("2026-000002", in: scope)
            try await site.register("2026-000002", in: scope)
            try await initiatives.reschedule(id, to: longer, in: scope)
            _ = try await initiatives.registerAuthority(key, of: "EE", in: scope).get()
            _ = try await initiatives.registerAuthority(key, of: "EE", in: scope)
            _ = try await initiatives.move(id, to: .answered, in: scope)
            _ = try await initiatives.move(id, to: .verification, in: scope).get()

            let audit = site.house.host.audit
            let operators = AuditSearch(actor: .serversOperator)
            let entries = try await site.house.host.database.read(in: scope) {
                try audit.entries(operators, in: &$0).entries
            }
            #expect(
                entries.map(\.action.name) == [
                    "subject-moved", "authority-key-registered", "initiative-rescheduled",
                    "initiative-registered", "institution-made",
                ]
            )
            #expect(entries[1].changes?.after == ["key": key.id.description])
            #expect(entries[1].changes?.before.count == 1)
            #expect(entries[2].changes?.before == ["last-day": period.lastDay.iso])
            #expect(entries[2].changes?.after == ["last-day": longer.lastDay.iso])
            #expect(entries[3].subject == scope.subject(.initiative, "2026-000002"))
        }
    }
}
