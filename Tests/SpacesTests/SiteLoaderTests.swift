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

    @Test("what is taken from readers is forgotten by every server, and no list is read for it")
    func gone() async throws {
        try await TestHouse.run(modules: []) { house in
            let (directory, forgotten) = (SiteDirectory(), Forgotten())
            let loader = SiteLoader(
                tenants: house.tenants,
                directory: directory,
                logger: house.logger,
                changed: { forgotten.count.add(1, ordering: .relaxed) }
            )
            try await loader.load()
            let first = try await loader.look(
                since: TenancyRevision(number: directory.revision ?? 0, gone: 0)
            )
            #expect(forgotten.times == 1)

            try await house.database.write(in: house.scope()) {
                try Tenants.announceGone(in: &$0)
            }
            let before = house.statements.count
            let second = try await loader.look(since: first)
            #expect(house.statements.count - before == 1)
            #expect(forgotten.times == 2)
            #expect(second.number == first.number && second.gone == first.gone + 1)
            #expect(try await loader.look(since: second) == second)
            #expect(forgotten.times == 2)
        }
    }

    /// How often a server was told to forget.
    private final class Forgotten: Sendable {
        let count = Atomic(0)

        var times: Int { count.load(ordering: .relaxed) }
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
