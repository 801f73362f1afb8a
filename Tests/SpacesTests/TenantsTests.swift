import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: an institution is made whole, or not at all and for a reason.
///
/// Method: the two institutions of every test house, and others that are refused one by one.
@Suite("Making institutions")
struct TenantsTests {
    @Test("an institution is made with its hosts and spaces, and read back")
    func create() async throws {
        try await withTenants { tenants, _ in
            let site = try site(
                hosts: ["www.senat.example", "senat.example"],
                spaces: Space.first([(slug: "z", module: "one"), (slug: "a", module: "two")]),
                languages: [.french, .english],
                isListed: false
            )

            let outcome = try await tenants.create(site, at: TestClock.noon)

            let made = try await tenants.all().first { $0.tenant.id.text == "senat" }
            #expect(try outcome.get().spaces == made?.spaces)
            #expect(made?.tenant == site.tenant)
            #expect(made?.spaces.map(\.slug) == ["z", "a"])
            #expect(made?.spaces.map(\.module) == ["one", "two"])
            #expect(made?.spaces.allSatisfy { $0.phases.map(\.name) == ["open"] } == true)
            #expect(made?.hosts.sorted() == ["senat.example", "www.senat.example"])
        }
    }

    @Test("a short name is given once")
    func idTaken() async throws {
        try await expect(.idTaken, try site(id: "eci", name: "Another"))
    }

    @Test("a host belongs to one institution, and one that cannot have it is not made")
    func hostTaken() async throws {
        try await withTenants { tenants, database in
            _ = try await tenants.create(
                try site(id: "first", hosts: ["a.example"]),
                at: TestClock.noon
            )

            let outcome = try await tenants.create(
                try site(
                    hosts: ["b.example", "a.example"],
                    spaces: [Space(id: Space.ID(1), slug: "x", module: "one")]
                ),
                at: TestClock.noon
            )

            #expect(outcome == .failure(.hostTaken("a.example")))
            #expect(
                try await tenants.all().map(\.tenant.id.text).sorted() == ["eci", "first", "other"]
            )
            let rows: [Int] = try await database.readShared { transaction in
                [
                    try transaction.value("SELECT count(*) FROM tenant_host") ?? -1,
                    try transaction.value("SELECT count(*) FROM space") ?? -1,
                ]
            }
            #expect(rows == [1, 0])
            #expect(
                try await tenants.create(try site(hosts: ["b.example"]), at: TestClock.noon)
                    .isSuccess
            )
        }
    }

    @Test("what is no host of its own is refused")
    func invalidHost() async throws {
        let hosts = [
            "", ".", "Senat.example", "senat.example:8080", "senat..example", "-a.example",
            "a-.example",
            "a_b.example", "senat.example.", "localhost", "senat.localhost", "sénat.example", "a b",
            "*.example", "http://a.example", "127.0.0.1", "::1", "[::1]",
            String(repeating: "a", count: 64) + ".example",
            Array(repeating: "abcdefg", count: 40).joined(separator: "."),
        ]
        try await withTenants { tenants, _ in
            for host in hosts {
                let site = try site(hosts: ["good.example", host])

                let outcome = try await tenants.create(site, at: TestClock.noon)

                #expect(outcome == .failure(.invalidHost(host)))
            }
            #expect(try await tenants.all().count == 2)
        }
    }

    @Test("a name has 1 to 120 characters", arguments: [0, 121, 10_000])
    func invalidName(count: Int) async throws {
        try await expect(.invalidName, try site(name: String(repeating: "é", count: count)))
    }

    @Test(
        "a name shows what it is: it stands in the subjects of letters",
        arguments: [
            "Sen\u{202E}ate", "Senate\u{200B}", "Sen\nate", "Sen\u{0}ate", "\u{E0041}Senate",
        ]
    )
    func invisibleName(name: String) async throws {
        try await expect(.invalidName, try site(name: name))
    }

    @Test("a name of many scalars is made or refused, but no fault")
    func longName() async throws {
        try await withTenants { tenants, _ in
            let name = String(repeating: "👩‍👩‍👧", count: 100)

            await #expect(throws: Never.self) {
                _ = try await tenants.create(try site(name: name), at: TestClock.noon)
            }
        }
    }

    @Test("a language without a catalogue and a module that is not there are refused")
    func unknown() async throws {
        let german = try #require(LanguageTag("de"))
        let space = Space(id: Space.ID(1), slug: "x", module: "none")

        try await expect(.unknownLanguage("de"), try site(languages: [.english, german]))
        try await expect(.unknownModule("none"), try site(spaces: [space]))
    }

    @Test(
        "a space has an address of its own: not that of a page, of a language, nor none",
        arguments: [
            "sign-in", "account", "roles", "admin", "api", "design", "looks", "robots.txt", "en",
            "development", "", "A", "-a", "a/b", String(repeating: "a", count: 61),
        ]
    )
    func reserved(slug: String) async throws {
        let space = Space(id: Space.ID(1), slug: slug, module: "one")

        try await expect(.invalidSpace(slug), try site(spaces: [space]))
    }

    @Test("two spaces of one address are not made: one of them could never be reached")
    func sameSlug() async throws {
        try await withTenants { tenants, _ in
            let spaces = Space.first([(slug: "x", module: "one"), (slug: "x", module: "two")])

            let outcome = try await tenants.create(try site(spaces: spaces), at: TestClock.noon)

            let made = try await tenants.all().first { $0.tenant.id.text == "senat" }
            #expect(!outcome.isSuccess)
            #expect(made == nil)
        }
    }

    @Test("institutions are listed by name, then by short name, unlisted ones too")
    func order() async throws {
        try await withTenants { tenants, _ in
            for (id, name) in [("bb", "B"), ("aa", "B"), ("zz", "A")] {
                _ = try await tenants.create(
                    try site(id: id, name: name, isListed: false),
                    at: TestClock.noon
                )
            }

            let ids = try await tenants.all().map(\.tenant.id.text)

            #expect(ids == ["zz", "aa", "bb", "eci", "other"])
        }
    }

    private func expect(
        _ refusal: Tenants.CreateRefusal,
        _ site: Site,
        at place: SourceLocation = #_sourceLocation
    ) async throws {
        try await withTenants { tenants, _ in
            let before = try await tenants.all()

            let outcome = try await tenants.create(site, at: TestClock.noon)

            #expect(outcome == .failure(refusal), sourceLocation: place)
            #expect(try await tenants.all() == before, sourceLocation: place)
        }
    }

    private func withTenants(_ body: (Tenants, Database) async throws -> Void) async throws {
        try await TestHouse.run(modules: [], intakeRuns: false) { house in
            let tenants = Tenants(
                database: house.database,
                audit: house.host.audit,
                modules: ["one", "two"].map { ModuleManifest(id: $0, migrations: []) },
                languages: [.english, .french]
            )
            try await body(tenants, house.database)
        }
    }

    private func site(
        id: String = "senat",
        name: String = "Sénat",
        hosts: [String] = [],
        spaces: [Space] = [],
        languages: [LanguageTag] = [.english],
        isListed: Bool = true
    ) throws -> Site {
        let id = try #require(Tenant.ID(id))
        let tenant = Tenant(
            id: id,
            name: LocalizedText(name),
            languages: languages,
            isListed: isListed
        )
        return Site(tenant: tenant, hosts: hosts, spaces: spaces)
    }
}

extension Result {
    fileprivate var isSuccess: Bool {
        if case .success = self { true } else { false }
    }
}
