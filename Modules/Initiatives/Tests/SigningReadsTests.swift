import Kernel
import Spaces
import Storage
import TestSupport
import Testing

@testable import Initiatives

/// Goal: what signing knows of initiatives is a second old at most, and costs the same for one as for many.
///
/// Method: many initiatives asked for in turn while the clock goes on; the statements are counted.
@Suite("What signing reads")
struct SigningReadsTests {
    @Test("a crowd over many initiatives reads them all by one statement a second")
    func many() async throws {
        try await InitiativeHouse.run { site in
            let numbers = (10..<40).map { "2026-0000\($0)" }
            for number in numbers { try await site.register(number) }
            let scope = site.house.scope()
            try await ask(site, numbers, in: scope)

            for second in 1...2 {
                let later = Scope(
                    tenant: scope.tenant,
                    space: scope.space,
                    actor: scope.actor,
                    now: scope.now.adding(.seconds(second))
                )
                let said = try await site.house.statements.during {
                    try await ask(site, numbers, in: later)
                }
                #expect(said.count == 1)
                #expect(said.allSatisfy { !$0.scans("initiative") })
            }
        }
    }

    @Test("what became of an initiative is known a second later, also if it was read along")
    func changed() async throws {
        try await InitiativeHouse.run { site in
            try await site.register("2026-000002")
            let numbers = ["2026-000001", "2026-000002"]
            let first = try #require(Initiative.ID("2026-000001"))
            let second = try #require(Initiative.ID("2026-000002"))
            try await ask(site, numbers, in: site.house.scope())
            // As another server does it: this one would forget what it has read.
            let engine = site.initiatives.workflow
            _ = try await site.house.database.write(in: site.house.scope()) { transaction in
                try engine.move(
                    second.text,
                    to: .withdrawn,
                    as: [.operatorOfServer],
                    in: &transaction
                )
            }

            site.house.clock.advance(by: .seconds(1))
            let scope = site.house.scope()
            _ = try await site.initiatives.desk.signable(first, in: scope)
            let said = try await site.house.statements.during {
                let found = try await site.initiatives.desk.signable(second, in: scope)
                #expect(found?.initiative.stage == .withdrawn)
            }

            #expect(said.isEmpty)
        }
    }

    private func ask(_ site: InitiativeHouse, _ numbers: [String], in scope: Scope) async throws {
        for number in numbers {
            let id = try #require(Initiative.ID(number))
            #expect(try await site.initiatives.desk.signable(id, in: scope) != nil)
        }
    }
}
