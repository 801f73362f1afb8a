import Kernel
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: an institution says of itself in the browser what it wants, and only what can be read.
///
/// Method: one form sent to a live site in several ways.
@Suite("Institution in the back office")
struct OfficeInstitutionTests {
    @Test(
        "texts, zone, colour and links are changed, refused beside their field, never overwritten unseen"
    )
    func form() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            let path = "/en/admin/institution"
            let first = try await rosa.get(path)
            let mark = try #require(first.value(ofField: "mark"))
            func fields(_ name: String, color: String = "", link: String = "") -> [(String, String)]
            {
                [
                    ("mark", mark), ("name-en", name), ("name-fr", "Ville"),
                    ("zone", "Europe/Paris"),
                    ("color", color), ("link-contact", link),
                ]
            }

            for (wrong, words) in [
                (fields(""), "Write a title"), (fields("City", color: "red"), "such as #1d3f94"),
                (fields("City", color: "#ffff00"), "The nearest that can be is"),
                (fields("City", link: "javascript:x"), "begins with https://"),
            ] {
                let answer = try await rosa.post(path, wrong)
                #expect(answer.status == 422, "\(words)")
                #expect(answer.text.contains(words), "\(words)")
                #expect(answer.text.contains("value=\"Ville\""), "\(words)")
            }
            let saved = try await rosa.submit(
                path,
                fields("City", color: "#1d3f94", link: "mailto:a@example.org")
            )
            let late = try await rosa.post(path, fields("Town"))

            #expect(saved.text.contains("Saved."))
            #expect(saved.text.contains("Every text exists in every language."))
            #expect(late.status == 422 && late.text.contains("Someone else has changed"))
            #expect(late.text.contains("<h2>Nothing was saved</h2>"))
            #expect(!late.text.contains("aria-invalid"))
            #expect(late.text.contains("href=\"/en/admin/institution\" target=\"_blank\""))
            #expect(!late.text.contains("class=\"error-summary\""))
            let all = try await house.house.tenants.all()
            let site = try #require(all.first { $0.tenant.id == .eci })
            #expect(site.tenant.name.standard == "City")
            #expect(site.tenant.name.others == [.french: "Ville"])
            #expect(site.tenant.zone.name == "Europe/Paris")
            #expect(site.look.accent?.day == "1d3f94")
            #expect(site.look.links[.contact] == "mailto:a@example.org")
        }
    }
}
