import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: everybody can read the rules of a space, since when they hold, and what they were on any day before.
///
/// Method: rules of the small module are changed, then its pages are served anew; statements are counted.
@Suite("Rules of a space, by date")
struct RuleHistoryTests {
    @Test("each public change is told with its reason, and what held before is read by date")
    func history() async throws {
        try await SuggestionHouse.run { house in
            let clock = house.house.clock
            for (days, reason) in [(5, "Faster"), (10, "Slower")] {
                clock.advance(by: .seconds(86_400))
                try await house.set("expire", in: 2, because: reason) { $0.days = days }
                clock.advance(by: .seconds(60))
                try await house.set("expire", in: 2, because: "") {
                    $0.names = [.english: "Runs out \(days)"]
                }
            }
            let space = try #require(try await house.space(2))
            let history = RuleHistory(of: space)
            #expect(space.rules.map(\.number) == [1, 2, 3, 4])
            #expect(space.rules.map(\.isPublic) == [true, false, true, false])
            #expect(history.versions.map(\.number) == [3, 1, 0])
            #expect(history.rules(of: 0)?.map(\.number) == [])
            #expect(history.rules(of: 1)?.map(\.number) == [1, 2])
            #expect(history.rules(of: 3)?.map(\.number) == [1, 2, 3, 4])
            #expect(history.rules(of: 2) == nil)

            try await TestSite.run(house: house.house) { site in
                let all = try await site.get("/en/ideas/rules/changes").text
                #expect(all.contains("Faster") && all.contains("Slower"))
                #expect(all.contains("after 10 days") && all.contains("Runs out 10"))
                let first = try await site.get("/en/ideas/rules/changes/1")
                #expect(first.text.contains("after 5 days") && first.text.contains("Runs out 5"))
                #expect(first.text.contains("These rules are no longer in force"))
                let begun = try await site.get("/en/ideas/rules/changes/0").text
                #expect(begun.contains("after 30 days") && !begun.contains("Runs out"))
                let french = try await site.get("/fr/ideas/rules/changes/3").text
                #expect(french.contains("après 10 jours") && !french.contains("Runs out"))
                for number in ["2", "4", "x"] {
                    let answer = try await site.get("/en/ideas/rules/changes/\(number)")
                    #expect(answer.status == 404, "\(number)")
                }
                // The other space has its own, and nothing was changed there.
                let other = try await site.get("/en/suggestions/rules/changes").text
                #expect(other.contains("after 30 days") && !other.contains("Faster"))
                let home = try await site.get("/en").text
                #expect(home.contains("href=\"/en/ideas/rules/changes/3\""))
                #expect(home.contains("Faster") && home.contains("Slower"))
            }
        }
    }

    @Test("no page and no list of institutions takes a statement more where rules were changed")
    func statements() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("Swings", at: "ideas", in: &ada)
            var rosa = try await house.staff(.administrator)
            let record = house.house.statements
            var counts: [[Int]] = []
            for round in 0..<2 {
                let list = try await record.during { _ = try await house.house.tenants.all() }
                let page = try await record.during {
                    #expect(try await house.site.get("/en/ideas/1?order=\(round)").status == 200)
                }
                let office = try await record.during {
                    #expect(try await rosa.get("/en/admin/spaces/2").status == 200)
                }
                #expect(!page.contains { $0.text.contains("space_rule") })
                counts.append([list.count, page.count, office.count])
                for days in 6..<12 {
                    try await house.set("expire", in: 2) { terms in
                        terms.days = days
                        terms.names = [.english: "Runs out", .french: "Expire"]
                    }
                }
            }
            #expect(counts[0] == counts[1])

            let step = try await record.during {
                _ = try await house.take("decline", on: "1", in: 2).get()
            }
            let rules = step.filter { $0.text.contains("space_rule") }
            #expect(rules.count == 1)
            for table in ["space_rule", "rule"] { #expect(rules.first?.scans(table) == false) }
        }
    }

    @Test(
        "every server learns of a rule as it learns of a setting, and the audit tells it in words"
    )
    func everywhere() async throws {
        try await SuggestionHouse.run { house in
            let before = try await house.house.tenants.all(since: nil)?.revision
            try await house.set("decline", in: 2) { $0.parties = ["administrator"] }

            let listing = try #require(try await house.house.tenants.all(since: before))
            let site = listing.sites.first { $0.tenant.id == .eci }
            #expect(site?.spaces.map(\.rules.count) == [0, 1])
            var rosa = try await house.staff(.administrator)
            let audit = try await rosa.get("/en/admin/audit").text
            #expect(audit.contains("Rules of a space changed"))
            #expect(audit.contains("Who can take it") && audit.contains("A test asks"))
        }
    }

    @Test("what was changed of a step that the module no longer has is shown, and does nothing")
    func vanished() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("Swings", at: "ideas", in: &ada)
            var terms = SpaceRule.Terms()
            terms.isLeftOut = true
            let rule = SpaceRule(
                number: 1,
                at: house.house.clock.now,
                workflow: .suggestion,
                part: .step,
                name: "sing",
                terms: terms,
                coversRunning: false,
                isPublic: false,
                reason: ""
            )
            try await house.house.database.write(in: house.scope(0)) { transaction in
                try SpaceStore.add(rule, to: Space.ID(2), in: &transaction)
            }
            var rosa = try await house.staff(.administrator)

            let page = try await rosa.get("/en/admin/spaces/2/rules").text
            #expect(page.contains("No longer in use"))
            #expect(page.contains("<li>Step: sing (suggestion)</li>"))
            #expect(try await rosa.get("/en/admin/spaces/1/rules").text.contains("sing") == false)
            let gone = "/en/admin/spaces/2/rules/suggestion/step/sing"
            #expect(try await rosa.get(gone).status == 404)
            let space = try #require(try await house.space(2))
            #expect(Suggestion.workflow.changed(in: space) == Suggestion.workflow)
            #expect(try await house.take("decline", on: "1", in: 2).get().to == "declined")
        }
    }

    @Test("a copy of a space begins with its rules, and with nothing that was changed")
    func copied() async throws {
        try await SuggestionHouse.run { house in
            try await house.set("expire", in: 2) { $0.days = 9 }
            try await house.set("expire", in: 2) { $0.days = 8 }
            var rosa = try await house.staff(.administrator)
            _ = try await rosa.submit("/en/admin/spaces/2/copies", [("slug", "again")])

            let copy = try #require(try await house.space(3))
            #expect(copy.rules.map(\.terms.days) == [8])
            #expect(copy.rules.map(\.number) == [1] && copy.rules.map(\.isPublic) == [false])
            #expect(RuleHistory(of: copy).versions == [])
        }
    }
}
