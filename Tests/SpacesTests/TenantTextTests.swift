import Kernel
import Mail
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: an institution is called in each language what it is called there.
///
/// Method: names and purposes set and taken away, and the pages and letters that show them.
@Suite("What an institution is called")
struct TenantTextTests {
    @Test("its name in the reader's language stands on its pages and around its letters")
    func shown() async throws {
        try await TestHouse.run(modules: []) { house in
            var change = TenantChange()
            change.names = [.french: "Sénat d’essai"]
            change.purposes = [.french: "Dites ce que le Sénat doit examiner."]
            _ = try await house.tenants.edit(change, in: house.scope()).get()

            try await TestSite.run(house: house) { site in
                let french = try await site.get("/fr/")
                let english = try await site.get("/en/")

                #expect(french.text.contains("<h1>Sénat d’essai</h1>"))
                #expect(french.text.contains("Dites ce que le Sénat doit examiner."))
                #expect(!french.text.contains("Institution eci"))
                #expect(english.text.contains("<h1>Institution eci</h1>"))
                #expect(!english.text.contains("Sénat"))
            }
            let head = try await house.tenants.letterhead(of: .eci)
            #expect(head?.institution.text(in: .french) == "Sénat d’essai")
            #expect(head?.institution.text(in: .english) == "Institution eci")
        }
    }

    @Test("its days are those of its clocks: Brussels unless said, and what was said last")
    func clocks() async throws {
        try await TestHouse.run(modules: []) { house in
            let before = try await tenant(in: house)?.zone
            var change = TenantChange()
            change.zone = CivilZone(name: "Indian/Reunion")
            _ = try await house.tenants.edit(change, in: house.scope()).get()

            #expect(before == .brussels)
            #expect(try await tenant(in: house)?.zone.name == "Indian/Reunion")
            let other = try await house.tenants.all().first { $0.tenant.id == .other }
            #expect(other?.tenant.zone == .brussels)
        }
    }

    @Test("what is taken away gives way to the name in the first language and the house's words")
    func takenAway() async throws {
        try await TestHouse.run(modules: []) { house in
            var change = TenantChange()
            change.names = [.french: "Sénat", .english: "Senate"]
            change.purposes = [.french: "Dites.", .english: "Say."]
            _ = try await house.tenants.edit(change, in: house.scope()).get()
            let set = try await tenant(in: house)
            change.names = [.french: ""]
            change.purposes = [.english: ""]
            _ = try await house.tenants.edit(change, in: house.scope()).get()
            let left = try await tenant(in: house)

            #expect(set?.name == LocalizedText("Senate", others: [.french: "Sénat"]))
            #expect(set?.purposes == [.french: "Dites.", .english: "Say."])
            #expect(left?.name == LocalizedText("Senate"))
            #expect(left?.purposes == [.french: "Dites."])
        }
    }

    @Test("what cannot be is refused, and nothing of the rest is done")
    func refused() async throws {
        let german = try #require(LanguageTag("de"))
        let long = String(repeating: "x", count: 301)
        typealias Texts = [LanguageTag: String]
        let refusals: [(names: Texts, purposes: Texts, TenantChange.Refusal)] = [
            ([german: "Senat"], [:], .languageNotOffered(german)),
            ([:], [german: "Sagen."], .languageNotOffered(german)),
            ([.english: ""], [:], .invalidName),
            ([.french: "\u{202E}"], [:], .invalidName),
            ([:], [.french: long], .invalidPurpose),
            ([:], [.french: " \n"], .invalidPurpose),
        ]
        try await TestHouse.run(modules: []) { house in
            for (names, purposes, refusal) in refusals {
                var change = TenantChange()
                change.name = "Another"
                change.names = names
                change.purposes = purposes

                let result = try await house.tenants.edit(change, in: house.scope())

                #expect(throws: refusal) { try result.get() }
                #expect(try await tenant(in: house)?.name == "Institution eci", "\(refusal)")
            }
        }
    }

    @Test("it is made with its texts, each in a language of its pages")
    func made() async throws {
        try await TestHouse.run(modules: []) { house in
            let id = try #require(Tenant.ID("senat"))
            let site = { (languages: [LanguageTag]) in
                Site(
                    tenant: Tenant(
                        id: id,
                        name: LocalizedText("Sénat", others: [.english: "Senate"]),
                        purposes: [.english: "Say."],
                        languages: languages,
                        isListed: true
                    ),
                    hosts: [],
                    spaces: []
                )
            }

            let refused = try await house.tenants.create(site([.french]), at: house.clock.now)
            let made = try await house.tenants.create(
                site([.french, .english]),
                at: house.clock.now
            )

            #expect(refused == .failure(.languageNotOffered("en")))
            #expect(made == .success(site([.french, .english])))
            let tenants = try await house.tenants.all().map(\.tenant)
            #expect(tenants.first { $0.id == id } == site([.french, .english]).tenant)
        }
    }

    private func tenant(in house: TestHouse) async throws -> Tenant? {
        try await house.tenants.all().map(\.tenant).first { $0.id == .eci }
    }
}
