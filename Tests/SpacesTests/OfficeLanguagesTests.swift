import Kernel
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: a site speaks the languages that it wants, and no text is lost by it.
///
/// Method: one form sent to a live site with texts that exist in one language only.
@Suite("Languages in the back office")
struct OfficeLanguagesTests {
    private static let path = "/en/admin/institution/languages"

    @Test("a language is not switched off while a text exists in no other; the main one moves")
    func languages() async throws {
        try await SuggestionHouse.run { house in
            let tenants = house.house.tenants
            var rosa = try await house.staff(.administrator)
            func wish(_ main: String, _ languages: [String]) async throws -> HTTPAnswer {
                let mark = try #require(try await rosa.get(Self.path).value(ofField: "mark"))
                return try await rosa.submit(
                    Self.path,
                    [("mark", mark), ("main", main)] + languages.map { ("languages", $0) }
                )
            }

            let nameless = try await wish("fr", ["en", "fr"])
            #expect(nameless.status == 422)
            #expect(nameless.text.contains("Write the name of the institution in this language"))
            #expect(try await wish("xx", []).text.contains("Choose one of these languages"))

            var space = SpaceChange()
            space.titles = [.french: "Les rues"]
            let operators = house.scope(0)
            _ = try await tenants.edit(Space.ID(2), space, in: operators).get()
            let only = try await wish("en", ["en"])
            #expect(only.status == 422)
            #expect(only.text.contains("(Title)”") && only.text.contains("than Français"))

            space.titles = [.french: "Les rues", .english: "Streets"]
            _ = try await tenants.edit(Space.ID(2), space, in: operators).get()
            var name = TenantChange()
            name.names = [.french: "Ville"]
            _ = try await tenants.edit(name, in: operators).get()
            let moved = try await wish("fr", ["en"])
            #expect(moved.text.contains("Saved."))
            let site = try await house.own()
            #expect(site.tenant.languages == [.french, .english])
            #expect(site.tenant.name.standard == "Ville")
            #expect(site.tenant.name.others == [.english: "Institution eci"])

            #expect(try await wish("fr", []).text.contains("Enregistré."))
            #expect(try await house.own().tenant.languages == [.french])
        }
    }
}
