import Kernel
import Localization
import Spaces
import TestSupport
import Testing
import Web

@testable import Initiatives

/// Goal: what an institution has set up for the space holds for every initiative in it.
@Suite("Initiatives in a space that is set up")
struct SpacePhaseTests {
    /// Of an initiative that collects while its space lets nobody sign.
    private static let closedTag = """
        <span class="tag tag-neutral">Cannot be signed here now</span>
        """

    @Test("outside the phase that opens signing nothing is signed, and the page says when it opens")
    func phase() async throws {
        try await InitiativeHouse.run { site in
            let opening = site.house.clock.now.adding(.seconds(3 * 86_400))
            var change = SpaceChange()
            change.phases = [Phase("signing", features: [Initiatives.sign], opensAt: opening)]
            let day = CivilZone.brussels.date(at: opening)

            let (page, list, sent) = try await site.tried(after: change)

            let t = site.house.pages.translations.translator(for: .english)
            #expect(page.contains("Signing opens on \(t.date(day))"))
            #expect(!page.contains("id=\"statement\""))
            #expect(page.contains(Self.closedTag) && list.contains(Self.closedTag))
            #expect(!page.contains("Open for signature") && !list.contains("Open for signature"))
            #expect(sent == 409)
            #expect(try await site.details()?.progress.here == 0)
        }
    }

    @Test("an archive is read, and nothing is signed in it")
    func archive() async throws {
        try await InitiativeHouse.run { site in
            var change = SpaceChange()
            change.state = .archived

            let (page, list, sent) = try await site.tried(after: change)

            #expect(page.contains("More benches"))
            #expect(page.contains("Signing is not open here"))
            #expect(page.contains(Self.closedTag) && list.contains(Self.closedTag))
            #expect(sent == 409)
            #expect(try await site.details()?.progress.here == 0)
        }
    }

    @Test("a space says in its own words what it is called and what it is for")
    func words() async throws {
        try await InitiativeHouse.run { site in
            var change = SpaceChange()
            change.titles = [.english: "Causes of Europe", .french: "Les causes de l’Europe"]
            change.purposes = [.english: "Choose a cause."]
            _ = try await site.house.tenants.edit(.first, change, in: site.house.scope()).get()
            try await site.serve { pages in
                let home = try await pages.get("/en/").text
                let list = try await pages.get("/fr/initiatives").text
                let page = try await pages.get("/en/initiatives/2026-000001").text

                #expect(home.contains("<h1>Causes of Europe</h1>"))
                #expect(home.contains("Choose a cause."))
                #expect(list.contains("<h1>Les causes de l’Europe</h1>"))
                #expect(page.contains(">Causes of Europe</a>"))
                #expect(page.contains("<span class=\"tag tag-open\">Open for signature</span>"))
            }
        }
    }
}

extension InitiativeHouse {
    /// The page of the first initiative after its space was changed, the list, and what becomes of a statement.
    fileprivate func tried(
        after change: SpaceChange
    ) async throws -> (page: String, list: String, sent: Int) {
        _ = try await house.tenants.edit(.first, change, in: house.scope()).get()
        var answers: (page: String, list: String, sent: Int) = ("", "", 0)
        try await serve { pages in
            let path = "/en/initiatives/2026-000001"
            answers.page = try await pages.get(path + "?country=EE").text
            answers.list = try await pages.get("/en/initiatives").text
            let form = People.form(try #require(initiatives.memberStates["EE"]))
            answers.sent = try await pages.post(path + "/statements", form).status
        }
        return answers
    }
}
