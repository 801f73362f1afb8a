import Audit
import Kernel
import Spaces
import Storage
import TestSupport
import Testing
import Web

/// Goal: whoever has a role finds what waits for them and what was done, and nothing of others.
///
/// Method: pages of a live site, read by people with different roles.
@Suite("Back office")
struct OfficeTests {
    @Test("an administrator opens the office and finds what waits, each with a way to see to it")
    func today() async throws {
        var change = SpaceChange()
        change.titles = [.english: "Ideas"]
        change.phases = [
            Phase(
                "gathering",
                features: [Suggestions.suggest],
                closesAt: TestClock.noon.adding(.seconds(86_400))
            )
        ]
        try await SuggestionHouse.run(change) { house in
            var rosa = try await house.staff(.administrator)

            let page = try await rosa.get("/en/admin").text
            let french = try await rosa.get("/fr/admin").text

            #expect(page.contains("Ideas: the phase “gathering” ends"))
            #expect(page.contains("href=\"/en/admin/spaces/2\""))
            #expect(page.contains("Ideas: nothing is written in Français (Title)"))
            #expect(french.contains("<h1>Aujourd’hui</h1>"))
            for part in ["people", "audit", "server"] {
                #expect(page.contains("href=\"/en/admin/\(part)\""))
                #expect(try await rosa.get("/en/admin/\(part)").status == 200, "\(part)")
            }
        }
    }

    @Test("a moderator of one space finds its work, no menu of others, and no door to them")
    func moderator() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let sent = try await ada.post(
                "/en/ideas/suggestions",
                [("text", "More benches in the park, please")]
            )
            #expect(sent.status == 303)
            var rosa = try await house.staff(.moderator, of: Space.ID(2))

            let page = try await rosa.get("/en/admin")

            #expect(page.status == 200)
            #expect(page.text.contains("1 suggestions wait"))
            for part in ["people", "audit", "server"] {
                #expect(!page.text.contains("href=\"/en/admin/\(part)\""))
                #expect(try await rosa.get("/en/admin/\(part)").status == 403, "\(part)")
            }
            var visitor = TestBrowser(at: house.site)
            #expect(try await ada.get("/en/admin").status == 403)
            #expect(try await visitor.get("/en/admin").status == 303)
        }
    }

    @Test("what waits in fifty spaces takes as many statements as what waits in two")
    func many() async throws {
        let few = try await statements(spaces: 2)
        let many = try await statements(spaces: Limits.spacesPerTenant)

        #expect(few == many)
    }

    private func statements(spaces: Int) async throws -> Int {
        var count = 0
        try await SuggestionHouse.run(spaces: spaces) { house in
            var rosa = try await house.staff(.administrator)
            let before = house.house.statements.count
            let page = try await rosa.get("/en/admin")
            count = house.house.statements.count - before
            #expect(spaces == 2 || page.text.contains("/en/admin/spaces/\(spaces)\""))
        }
        return count
    }

    @Test("where nothing waits, the office says so")
    func nothing() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.analyst)

            #expect(try await rosa.get("/en/admin").text.contains("Nothing needs your attention"))
        }
    }

    @Test("an auditor follows one change to its author, and sees that nobody altered it")
    func audit() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            let given = try await rosa.submit(
                "/en/admin/people",
                [("email", "bob@example.org"), ("role", "analyst")]
            )
            #expect(given.text.contains("The invitation has been sent"))

            let all = try await rosa.get("/en/admin/audit").text
            let invitations = try await rosa.get("/en/admin/audit?action=invitation-sent").text
            let checked = try await rosa.post("/en/admin/audit/checks").text

            // Behind what was done stands to what; the choice of sorts has the same words.
            #expect(all.contains("Institution created<br>") && all.contains("Role given<br>"))
            #expect(all.contains("the server operator") && all.contains(">Rosa</a>"))
            #expect(invitations.contains("<ins>Analyst</ins>"))
            #expect(!invitations.contains("Institution created<br>"))
            #expect(!all.contains("bob@example.org"))
            #expect(checked.contains("All entries are as they were written"))
            let author = try #require(invitations.firstRange(of: "?actor="))
            let actor = invitations[author.upperBound...].prefix { $0 != "\"" }
            let hers = try await rosa.get("/en/admin/audit?actor=\(actor)").text
            #expect(hers.contains("Only what Rosa did."))
            let mine = try await rosa.get("/en/admin/audit/entries?actor=\(actor)")
            #expect(mine.field("Content-Type") == "text/csv; charset=utf-8")
            #expect(mine.text.contains("\"Rosa\"") && mine.text.contains("\"Role: – → Analyst\""))
            #expect(!mine.text.contains("Institution created"))
            let day = "first-day=1&first-month=1&first-year=2030"
            #expect(try await rosa.get("/en/admin/audit?\(day)").text.contains("No entry"))
            let wrong = try await rosa.get(
                "/en/admin/audit?last-day=31&last-month=2&last-year=2026"
            )
            #expect(wrong.status == 422 && wrong.text.contains("a day that exists"))
            #expect(hers.contains("Invitation sent<br>"))
            #expect(!hers.contains("Institution created<br>"))
        }
    }

    @Test("a decision of staff stands in the audit with its author")
    func decision() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member("ada@example.org")
            _ = try await ada.post(
                "/en/ideas/suggestions",
                [("text", "More benches in the park, please")]
            )
            var rosa = try await house.staff(.moderator, of: Space.ID(2))
            let decided = try await rosa.post("/en/ideas/1/decisions", [("step", "accept")])
            #expect(decided.status == 303)

            let audit = house.house.host.audit
            let entries = try await house.house.database.read(in: house.scope(0)) {
                try audit.entries(AuditSearch(action: "subject-moved"), in: &$0).entries
            }
            #expect(entries.count == 1)
            #expect(entries.first?.changes?.after["step"] == "accept")
            #expect(entries.first?.actor.member != nil)
        }
    }
}
