import Jobs
import Kernel
import Spaces
import TestSupport
import Testing
import Web

@testable import Initiatives

/// Goal: what the module declares about itself is what it does.
///
/// Method: its declarations beside its routes and its job.
@Suite("What initiatives declare")
struct DeclarationTests {
    @Test("a statement of support is all that anybody may write without being signed in")
    func openWrites() async throws {
        try await InitiativeHouse.run { site in
            let table = RouteTable()
            site.initiatives.mount(on: table.module("initiatives"))
            let writes = table.routes.filter { $0.method != "GET" && $0.gate == .anyone }

            #expect(Initiatives.manifest.openWrites == ["/:initiative/statements"])
            #expect(writes.map(\.path) == ["/{language}/{space}/:initiative/statements"])
        }
    }

    @Test("one job closes collections; a collection that ends later costs it nothing")
    func jobs() async throws {
        try await InitiativeHouse.run { site in
            let job = try #require(site.initiatives.jobs.first)
            let before = site.house.statements.count
            try await site.register("2026-000002", from: -1, to: 1)
            let registered = site.house.statements.count
            let said = try await job.run(JobRun(now: site.house.clock.now))

            #expect(site.initiatives.jobs.map(\.id) == ["initiatives.close"])
            #expect(Closing.agenda.job == job.id)
            #expect(registered > before && site.house.statements.count == registered + 1)
            #expect(said == nil)
        }
    }
}
