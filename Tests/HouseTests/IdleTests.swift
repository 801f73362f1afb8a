import Accounts
import Jobs
import Kernel
import Mail
import Modules
import Operation
import Storage
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: an institution in which nobody does anything costs nothing.
///
/// Method: all that the server does by itself, with few and with many institutions; statements are counted.
@Suite("Idle institutions")
struct IdleTests {
    @Test("every job issues as many statements for hundreds of idle institutions as for two")
    func jobs() async throws {
        try await TestHouse.run(modules: ModuleList.all) { house in
            let few = try await costs(house)
            let jobs = house.jobs().map(\.id)
            for number in 0..<200 { try await Self.found(number, in: house, with: jobs) }
            let many = try await costs(house)

            #expect(few == many)
            #expect(few.values.allSatisfy { (1...2).contains($0) }, "\(few)")
            #expect(Set(few.keys) == Set(jobs + ["mail.forget", "mail.send"]))
        }
    }

    @Test("what asks whether something is due goes through no table")
    func indexed() async throws {
        try await TestHouse.run(modules: ModuleList.all) { house in
            let statements = try await house.statements.during {
                _ = try await costs(house)
                _ = try await house.tenants.letterhead(of: .eci)
            }

            #expect(statements.count > 4)
            for statement in statements {
                for table in ["agenda", "mail", "mail_sender", "tenant_host", "tenant_text"] {
                    #expect(!statement.scans(table), "\(statement.text): \(statement.plan)")
                }
            }
        }
    }

    /// How many statements each job runs now.
    private func costs(_ house: TestHouse) async throws -> [String: Int] {
        let postman = house.postman(TestCarrier())
        let jobs = MailJobs.all(postman) { _ in [] } + house.jobs()
        var costs: [String: Int] = [:]
        for job in jobs {
            let before = house.statements.count
            let said = try await job.run(JobRun(now: house.clock.now))
            #expect(said == nil)
            costs[job.id] = house.statements.count - before
        }
        return costs
    }

    /// Makes an institution in which each job has something to do, in an hour.
    private static func found(
        _ number: Int,
        in house: TestHouse,
        with jobs: [String]
    ) async throws {
        let tenant = Tenant(
            id: try #require(Tenant.ID("idle-\(number)")),
            name: "Idle \(number)",
            languages: [.english],
            isListed: true
        )
        let spaces = Space.first(ModuleList.all.map { ($0.manifest.id, $0.manifest.id) })
        let site = Site(tenant: tenant, hosts: [], spaces: spaces)
        _ = try await house.tenants.create(site, at: house.clock.now).get()
        let due = house.clock.now.adding(.seconds(3600))
        for space in spaces {
            let scope = house.scope(tenant.id).entering(space.id)
            try await house.database.write(in: scope) { transaction in
                for job in jobs { try Agenda(job).note(due, in: &transaction) }
            }
        }
        try await house.database.write(in: house.scope(tenant.id)) { transaction in
            try Agenda("accounts.upkeep", of: .institution).note(due, in: &transaction)
            try Agenda("mail.forget", of: .institution).note(due, in: &transaction)
        }
    }
}
