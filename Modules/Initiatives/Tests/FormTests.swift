import Kernel
import Ledger
import Markup
import TestSupport
import Testing
import Web

@testable import Initiatives

/// Goal: bad input gets a clear message, keeps what was typed, and stores nothing.
///
/// Method: forms over a socket to a live site.
@Suite("The form of a statement")
struct FormTests {
    private let path = "/en/initiatives/2026-000001/statements"

    @Test("an empty form names every field and keeps nothing it was not given")
    func empty() async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                let answer = try await pages.post(path, [("state", "NL")])

                #expect(answer.status == 422)
                for field in ["first-names", "family-names", "birth", "street", "city", "certify"] {
                    #expect(answer.text.contains("href=\"#field-\(field)\""), "\(field)")
                }
                #expect(answer.field("Cache-Control") == "no-store")
            }
            #expect(try await site.total() == 0)
        }
    }

    @Test("what was typed comes back, escaped")
    func keeps() async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                let hostile = "\"><script>alert(1)</script>"
                let answer = try await pages.post(
                    path,
                    [
                        ("state", "NL"), ("first-names", hostile), ("city", "’s-Gravenhage"),
                        ("birth-day", "31"), ("birth-month", "13"), ("birth-year", "1990"),
                        ("street", "مرحبا 😀"),
                    ]
                )

                #expect(answer.status == 422)
                #expect(answer.text.contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"))
                #expect(!answer.text.contains("<script>alert"))
                #expect(answer.text.contains("value=\"’s-Gravenhage\""))
                #expect(answer.text.contains("value=\"مرحبا 😀\""))
                #expect(answer.text.contains("Enter a date of birth that exists"))
            }
        }
    }

    @Test("another language brings the form with what was typed, no reproach, and stores nothing")
    func language() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            let form = People.form(estonia) + [("language", "fr")]
            try await site.serve { pages in
                let answer = try await pages.post(path.replacing("/en/", with: "/fr/"), form)

                #expect(answer.status == 200)
                #expect(answer.field("Cache-Control") == "no-store")
                #expect(answer.text.contains("value=\"Ada Maria\""))
                #expect(answer.text.contains("lang=\"fr\""))
                #expect(!answer.text.contains("error-summary"))
                #expect(answer.text.contains("href=\"/en/initiatives/2026-000001?country=EE\""))
            }
            #expect(try await site.total() == 0)
        }
    }

    @Test("the title of a refused form says that something is wrong, and no link leads to it")
    func title() async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                let answer = try await pages.post(path, [("state", "NL")])

                #expect(answer.text.contains("<title>Error: More benches in parks – "))
                #expect(!answer.text.contains("href=\"/fr/initiatives/2026-000001/statements\""))
                #expect(answer.text.contains("noindex"))
            }
        }
    }

    @Test("a doubtful number is a warning that can be overruled")
    func insist() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            try await site.serve { pages in
                let form = People.form(estonia, number: "48507201230")
                let doubt = try await pages.post(path, form)
                let insisted = try await pages.post(path, form + [("insist", "yes")])

                #expect(doubt.status == 422)
                #expect(doubt.text.contains("name=\"insist\""))
                #expect(doubt.text.contains("value=\"48507201230\""))
                #expect(insisted.status == 303)
            }
            #expect(try await site.total() == 1)
        }
    }

    @Test("age refuses, by birth date and by the number that carries one, and cannot be overruled")
    func tooYoung() async throws {
        try await InitiativeHouse.run { site in
            let states = site.initiatives.memberStates
            var french = People.form(try #require(states["FR"]))
            french.removeAll { $0.0 == "birth-year" }
            french += [("birth-year", "2010"), ("insist", "yes")]
            let polish = People.form(try #require(states["PL"]), number: "12300500008")
            try await site.serve { pages in
                let byDate = try await pages.post(path, french)
                let byNumber = try await pages.post(path, polish + [("insist", "yes")])

                #expect(byDate.status == 422)
                #expect(byDate.text.contains("You must be 18 or older"))
                #expect(byNumber.status == 422)
                #expect(byNumber.text.contains("You must be 18 or older"))
            }
            #expect(try await site.total() == 0)
        }
    }

    @Test("the birthday itself is old enough, the day before is not")
    func birthday() throws {
        let states = try Vectors.memberStates()
        let france = try #require(states["FR"])
        var form = StatementForm(for: france)
        form.firstNames = "Ada"
        form.familyNames = "Lion"
        form.street = "Rue"
        form.city = "Paris"
        form.postalCode = "75001"
        form.certifies = true
        form.birth = .init(day: "21", month: "11", year: "2008")
        let birthday = try #require(CivilDate(iso: "2026-11-21"))
        let dayBefore = birthday.adding(days: -1)

        let today = StatementRules(state: france, memberStates: states, today: birthday)
        let yesterday = StatementRules(state: france, memberStates: states, today: dayBefore)

        #expect(throws: Never.self) { try today.check(form).get() }
        #expect(throws: StatementProblems.self) { try yesterday.check(form).get() }
    }

    @Test("fields that are too long, megabytes and broken bytes are refused with a page")
    func large() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            try await site.serve { pages in
                let long = try await pages.post(
                    path,
                    People.form(estonia, firstNames: String(repeating: "a", count: 2000))
                )
                let huge = try await pages.post(
                    path,
                    People.form(estonia, firstNames: String(repeating: "a", count: 10_000_000))
                )
                let foreign = try await pages.post(path, [("state", "XX")])

                #expect(long.status == 422)
                #expect(long.text.contains("First names: enter 200 characters or fewer"))
                #expect(huge.status == 413)
                #expect(foreign.status == 400)
            }
            #expect(try await site.total() == 0)
        }
    }

    @Test("a write from another site is refused, and one network cannot flood")
    func protection() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            var options = TestSite.Options()
            options.writes = .init(burst: 3, perMinute: 1)
            try await site.serve(options: options) { pages in
                let form = People.form(estonia)
                let foreign = try await pages.post(
                    path,
                    form,
                    fields: [("Sec-Fetch-Site", "cross-site")]
                )
                let origin = try await pages.post(
                    path,
                    form,
                    fields: [("Origin", "https://evil.example")]
                )
                var statuses: [Int] = []
                for _ in 0..<4 { statuses.append(try await pages.post(path, form).status) }

                #expect(foreign.status == 403)
                #expect(origin.status == 403)
                #expect(statuses.last == 429)
            }
        }
    }

    @Test("a full queue gives the form back with what was typed, and nothing half done")
    func busy() async throws {
        var full = LedgerSettings()
        full.capacity = 0
        try await InitiativeHouse.run(ledger: full) { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            try await site.serve { pages in
                let answer = try await pages.post(path, People.form(estonia))

                #expect(answer.status == 503)
                #expect(answer.field("Retry-After") != nil)
                #expect(answer.text.contains("value=\"Ada Maria\""))
                #expect(try await pages.get("/en/initiatives/2026-000001").status == 200)
            }
            #expect(try await site.total() == 0)
        }
    }
}
