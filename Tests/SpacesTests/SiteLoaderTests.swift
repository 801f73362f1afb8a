import Kernel
import Logging
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: a server knows within a second what institutions say of themselves, and reads no list for nothing.
///
/// Method: the loader beside every kind of change; changes behind its back show what it did not read.
@Suite("The list of institutions")
struct SiteLoaderTests {
    @Test("every kind of change is read, and nothing as long as there is none")
    func changes() async throws {
        try await TestHouse.run(modules: []) { house in
            let directory = SiteDirectory()
            let loader = SiteLoader(
                tenants: house.tenants,
                directory: directory,
                logger: house.logger
            )
            var revision = try await loader.load()
            let name = { Self.site(.eci, in: directory)?.tenant.name.standard }
            #expect(name() == "Institution eci")

            try await house.database.write(in: house.scope()) { transaction in
                try TenantStore.rename(to: "Unannounced", in: &transaction)
            }
            let unchanged = try await loader.load(since: revision)
            #expect(unchanged == revision && name() == "Institution eci")

            for change in try Self.changes() {
                let before = Self.site(.eci, in: directory)
                _ = try await house.tenants.edit(change, in: house.scope()).get()
                let next = try await loader.load(since: revision)
                #expect(next != revision)
                #expect(Self.site(.eci, in: directory) != before)
                revision = next
            }
            let site = Site(
                tenant: Tenant(
                    id: try #require(Tenant.ID("senat")),
                    name: "Sénat",
                    languages: [.french],
                    isListed: true
                ),
                hosts: [],
                spaces: []
            )
            _ = try await house.tenants.create(site, at: house.clock.now)
            try await loader.load(since: revision)
            #expect(Self.site(site.tenant.id, in: directory) == site)
        }
    }

    @Test("as long as nothing changes, one row of one statement is read, at the start too")
    func idle() async throws {
        try await TestHouse.run(modules: []) { house in
            let directory = SiteDirectory()
            let loader = SiteLoader(
                tenants: house.tenants,
                directory: directory,
                logger: house.logger
            )
            try await loader.load()
            let before = house.statements.count
            let revision = try await loader.load(since: directory.revision)

            #expect(house.statements.count - before == 1)
            #expect(revision != nil && revision == directory.revision)
        }
    }

    @Test(
        "what is taken from readers is forgotten of their institution alone, and no list is read for it"
    )
    func gone() async throws {
        try await TestHouse.run(modules: []) { house in
            let (directory, forgotten) = (SiteDirectory(), Forgotten())
            let loader = SiteLoader(
                tenants: house.tenants,
                directory: directory,
                logger: house.logger,
                changed: { forgotten.note($0) }
            )
            try await loader.load()
            let first = try await loader.look(
                since: TenancyRevision(number: directory.revision ?? 0, gone: 0)
            )
            var expected: [Set<Tenant.ID>?] = [nil]
            #expect(forgotten.all == expected)

            try await house.database.write(in: house.scope()) {
                try Tenants.announceGone(in: &$0)
            }
            let asked = try await house.statements.during {
                let second = try await loader.look(since: first)
                #expect(second.number == first.number && second.gone == first.gone + 1)
            }
            #expect(asked.count == 2)
            #expect(asked.allSatisfy { !$0.scans("tenancy_gone") })
            expected.append([.eci])
            #expect(forgotten.all == expected)

            let third = try await house.tenants.look()
            #expect(try await loader.look(since: third) == third)
            #expect(forgotten.all.count == 2)
            for scope in [house.scope(.other), house.scope()] {
                try await house.database.write(in: scope) { try Tenants.announceGone(in: &$0) }
            }
            _ = try await loader.look(since: third)
            expected.append([.eci, .other])
            #expect(forgotten.all == expected)
        }
    }

    @Test("what a program from before says of nobody, and what is of too many, is forgotten of all")
    func unnamed() async throws {
        try await TestHouse.run(modules: []) { house in
            let (directory, forgotten) = (SiteDirectory(), Forgotten())
            let loader = SiteLoader(
                tenants: house.tenants,
                directory: directory,
                logger: house.logger,
                changed: { forgotten.note($0) }
            )
            try await loader.load()
            let first = try await house.tenants.look()
            try await house.database.write(in: house.scope()) { transaction in
                try transaction.run("UPDATE tenancy_revision SET gone = gone + 1 WHERE id = 1")
            }
            let second = try await loader.look(since: first)
            #expect(forgotten.all.count == 2 && forgotten.all.allSatisfy { $0 == nil })

            try await house.database.write(in: house.scope()) { transaction in
                try transaction.run("UPDATE tenancy_revision SET gone = gone + 1 WHERE id = 1")
                let most = Limits.tenantsForgotten
                for number in 0...most {
                    try transaction.run(
                        """
                        INSERT INTO tenancy_gone (tenant, number)
                        VALUES (\("t-\(number)"), \(second.gone + 1))
                        """
                    )
                }
            }
            _ = try await loader.look(since: second)
            #expect(forgotten.all.count == 3 && forgotten.all.allSatisfy { $0 == nil })
        }
    }

    /// Of whom a server was told to forget; nil for all.
    private final class Forgotten: Sendable {
        private let noted = Mutex<[Set<Tenant.ID>?]>([])

        var all: [Set<Tenant.ID>?] { noted.withLock(\.self) }

        func note(_ tenants: Set<Tenant.ID>?) { noted.withLock { $0.append(tenants) } }
    }

    @Test("a change that is refused is none")
    func refused() async throws {
        try await TestHouse.run(modules: []) { house in
            let before = try await house.tenants.all(since: nil)?.revision
            var change = TenantChange()
            change.names = [try #require(LanguageTag("de")): "Senat"]

            let result = try await house.tenants.edit(change, in: house.scope())

            #expect(throws: TenantChange.Refusal.self) { try result.get() }
            #expect(try await house.tenants.all(since: before) == nil)
        }
    }

    private static func site(_ tenant: Tenant.ID, in directory: SiteDirectory) -> Site? {
        guard case .site(let site) = directory.answer(for: "\(tenant).localhost") else {
            return nil
        }
        return site
    }

    private static func changes() throws -> [TenantChange] {
        var (name, names, purposes) = (TenantChange(), TenantChange(), TenantChange())
        var (color, link, removal) = (TenantChange(), TenantChange(), TenantChange())
        name.name = "Another"
        names.names = [.french: "Une autre"]
        purposes.purposes = [.french: "Dites."]
        color.color = "#8c1c3b"
        link.links = [.contact: "mailto:we@example.org"]
        removal.removals = [.color]
        return [name, names, purposes, color, link, removal]
    }
}
