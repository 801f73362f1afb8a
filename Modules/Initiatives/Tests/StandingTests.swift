import Kernel
import Ledger
import Spaces
import TestSupport
import Testing

@testable import Initiatives

/// Goal: whoever looks sees how far an initiative is, of what the number is made, and how it ended.
///
/// Method: counts around each minimum; pages of a live site.
@Suite("Where an initiative stands")
struct StandingTests {
    @Test(
        "nearest to their minimum are states that miss it, the nearest first, and never one that has it"
    )
    func nearest() async throws {
        try await InitiativeHouse.run { site in
            let reached = ["AT": 14_400, "DE": 90_000]
            let missing = ["EE": 5_039, "FR": 58_000, "MT": 4_000, "SE": 1]
            let progress = Progress(
                memberStates: site.initiatives.memberStates,
                registeredOn: try #require(CivilDate(iso: "2026-06-01")),
                sections: [],
                reported: reached.merging(missing) { first, _ in first },
                reportedTotal: 171_440
            )

            #expect(progress.statesReached == 2)
            #expect(progress.nearest.map(\.code) == ["EE", "FR", "MT", "SE"])
            #expect(progress.nearest.allSatisfy { !$0.isReached && $0.missing > 0 })
            #expect(progress.nearest[0].missing == 1)
        }
    }

    @Test("one total is shown, and what it is made of")
    func sources() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            try await site.serve { pages in
                let path = "/en/initiatives/2026-000001"
                let before = try await pages.get(path)
                _ = try await pages.post(path + "/statements", People.form(estonia))
                site.showCounts()
                let after = try await pages.get(path)

                #expect(!before.text.contains("signed on this site"))
                #expect(after.text.contains("All of them signed on this site."))
            }
        }
    }

    @Test("where the register gives no number, none is claimed: no total, no states, no picture")
    func unknown() async throws {
        try await InitiativeHouse.run { site in
            try await site.register(
                "2012-000001",
                from: -900,
                to: -600,
                stage: .insufficient,
                reported: nil
            )
            try await site.serve { pages in
                let path = "initiatives/2012-000001"
                let page = try await pages.get("/en/\(path)")
                let widget = try await pages.get("/en/\(path)/widget")
                let list = try await pages.get("/en/initiatives?state=closed")
                let counts = try await pages.get("/api/v1/\(path)/counts")
                let preview = try await pages.get("/api/v1/\(path)/preview")

                for shown in [page, widget] {
                    #expect(shown.text.contains("We do not know how many people signed."))
                    #expect(!shown.text.contains("<strong>0</strong>"))
                }
                #expect(!page.text.contains("class=\"crowd") && !page.text.contains("europe"))
                #expect(page.text.contains("/share.png"))
                #expect(list.text.split(separator: "Not known").count == 3)
                #expect(!list.text.contains("<strong>0</strong>"))
                #expect(!counts.text.contains("\"total\"") && !counts.text.contains("\"count\""))
                #expect(preview.status == 404)
            }
        }
    }

    @Test("before the first signature there is no map of zeros, and no state is called near")
    func beginning() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            try await site.serve { pages in
                let path = "/en/initiatives/2026-000001"
                let before = try await pages.get(path)
                _ = try await pages.post(path + "/statements", People.form(estonia))
                site.showCounts()
                let after = try await pages.get(path)

                #expect(before.text.contains("<h2>Where it stands</h2>"))
                #expect(!before.text.contains("Nearest to their minimum"))
                #expect(!before.text.contains("class=\"europe\""))
                #expect(after.text.contains("<h3>Where it stands</h3>"))
                #expect(after.text.contains("Nearest to their minimum"))
                #expect(after.text.contains("class=\"europe\""))
            }
        }
    }

    @Test("one signature here is a number, whatever the register says")
    func unknownBefore() async throws {
        try await InitiativeHouse.run { site in
            try await site.register("2026-000002", reported: nil)
            let before = try #require(try await site.details("2026-000002")).progress
            let estonia = try #require(site.initiatives.memberStates["EE"])
            try await site.serve { pages in
                let path = "/en/initiatives/2026-000002/statements"
                let answer = try await pages.post(path, People.form(estonia))
                #expect(answer.status == 303)
            }
            site.showCounts()
            let after = try #require(try await site.details("2026-000002")).progress

            #expect(!before.isKnown && before.total == 0)
            #expect(after.isKnown && after.total == 1)
        }
    }

    @Test("an answered initiative shows the answer, its day and where to read it")
    func answered() async throws {
        try await InitiativeHouse.run { site in
            let id = try #require(Initiative.ID("2026-000001"))
            let day = try #require(CivilDate(iso: "2026-11-20"))
            let address = "https://example.org/answer?x=1&y=2"
            for stage in [Stage.verification, .submitted] {
                try await site.initiatives.move(id, to: stage, in: site.house.scope()).get()
            }
            try await site.initiatives.move(
                id,
                to: .answered,
                answer: .init(day: day, address: address),
                in: site.house.scope()
            ).get()

            try await site.serve { pages in
                let page = try await pages.get("/en/initiatives/2026-000001")

                #expect(page.text.contains("The Commission has answered"))
                #expect(
                    page.text.contains("datetime=\"2026-11-20\">20\u{A0}November\u{A0}2026</time>")
                )
                #expect(page.text.contains("href=\"https://example.org/answer?x=1&amp;y=2\""))
                #expect(!page.text.contains("Signing is not possible"))
            }
        }
    }

    @Test("rules that hold for all stand on one page, which every initiative links to")
    func rules() async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                let page = try await pages.get("/fr/initiatives/2026-000001")
                let rules = try await pages.get("/fr/initiatives/rules")
                let rule = "Il lui faut au moins un million"

                #expect(page.text.contains("href=\"/fr/initiatives/rules\""))
                #expect(!page.text.contains(rule))
                #expect(rules.status == 200 && rules.text.contains(rule))
                #expect(rules.text.split(separator: "<th scope=\"row\">").count == 28)
            }
        }
    }

    @Test("a script that asks for no more is told where the thanks are, and not led there")
    func minimal() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            try await site.serve { pages in
                let path = "/en/initiatives/2026-000001/statements"
                let told = try await pages.post(
                    path,
                    People.form(estonia),
                    fields: [("Prefer", "return=minimal")]
                )

                #expect(told.status == 201)
                #expect(told.field("Location")?.contains("/thanks/") == true)
                #expect(told.field("Preference-Applied") == "return=minimal")
                #expect(told.field("Cache-Control") == "no-store")
                #expect(told.body.isEmpty)
            }
        }
    }
}
