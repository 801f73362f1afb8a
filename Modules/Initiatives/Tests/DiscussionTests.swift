import Kernel
import Spaces
import TestSupport
import Testing

@testable import Initiatives

/// Goal: an institution lets people talk about initiatives, or does not; signing goes on as before.
///
/// Method: the page of one initiative with the setting off, as it is at first, and on.
@Suite("Comments on initiatives")
struct DiscussionTests {
    @Test("an initiative's page has no comments until its space lets people talk")
    func off() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { site in
            try await site.serve { pages in
                let page = try await pages.get("/en/initiatives/2026-000001").text
                let all = try await pages.get(
                    "/en/initiatives/discussions/initiative/2026-000001"
                )

                #expect(page.contains("More benches") && !page.contains("id=\"comments\""))
                #expect(all.status == 404)
            }
        }
    }

    @Test("people talk about an initiative on its own page, in every language of it")
    func on() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { site in
            var change = SpaceChange()
            change.settings = ["comments": "yes", "review": "after"]
            _ = try await site.house.tenants.edit(.first, change, in: site.house.scope()).get()
            try await site.serve { pages in
                let path = "/en/initiatives/2026-000001"
                let before = try await pages.get(path + "?country=EE").text
                #expect(before.contains("id=\"comments\"") && before.contains("Sign in to comment"))
                #expect(before.contains("id=\"statement\""))

                var ada = TestBrowser(at: pages)
                _ = try await ada.post(
                    "/en/registrations",
                    [
                        ("name", "Ada"), ("email", "ada@example.org"), ("consent", "yes"),
                        TestConsent.read,
                    ]
                )
                let letters = try await site.house.letters(to: "ada@example.org")
                _ = try await ada.post(try #require(letters.last?.links.first))
                let form = try await ada.get(path).text
                #expect(form.contains("name=\"comment\""))
                let sent = try await ada.post(
                    "/en/initiatives/discussions/initiative/2026-000001/comments",
                    [("comment", "A bench for my grandmother"), ("stance", "for")]
                )
                #expect(sent.status == 303)
                let own = try await ada.get(path).text
                #expect(own.contains("A bench for my grandmother"))
                site.house.clock.advance(by: .seconds(2))
                for language in ["en", "fr"] {
                    let page = try await pages.get("/\(language)/initiatives/2026-000001").text
                    #expect(page.contains("A bench for my grandmother"), "\(language)")
                }
            }
        }
    }

    @Test("the page of an initiative costs one read of its comments, for whichever nationality")
    func shared() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { site in
            var change = SpaceChange()
            change.settings = ["comments": "yes"]
            _ = try await site.house.tenants.edit(.first, change, in: site.house.scope()).get()
            try await site.serve { pages in
                let asked = try await site.house.statements.during {
                    for country in ["EE", "FR", "MT", "PL"] {
                        let path = "/en/initiatives/2026-000001?country=\(country)"
                        let page = try await pages.get(path)
                        #expect(page.status == 200)
                    }
                }

                let own = asked.filter { $0.text.contains("FROM comment_thread") }
                #expect(own.count == 1)
            }
        }
    }
}
