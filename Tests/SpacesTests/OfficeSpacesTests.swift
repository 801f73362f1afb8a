import Audit
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: a space is made, changed, published, extended and archived in the browser, and nothing is lost or
/// overwritten on the way.
///
/// Method: forms sent to a live site, and the tables behind them.
@Suite("Spaces in the back office")
struct OfficeSpacesTests {
    @Test("a stranger makes a space, looks at it, publishes it, and people find it")
    func journey() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            let form = try await rosa.get("/en/admin/spaces/modules/suggestions").text
            #expect(form.contains("name=\"setting-waiting\" type=\"text\" value=\"2\""))

            let made = try await rosa.submit("/en/admin/spaces", fields(slug: "streets"))
            let space = try #require(try await house.space(3))

            #expect(made.text.contains("The draft has been created"))
            #expect(space.slug == "streets" && space.state == .draft)
            #expect(space.texts.titles == [.english: "Streets", .french: "Les rues"])
            // What is as the standard is not kept.
            #expect(space.settings.all == ["open": "no"])
            #expect(try await rosa.get("/en/admin/spaces/3/preview").text.contains("0 suggestions"))
            #expect(
                try await rosa.get("/en/admin/spaces/3/state").text.contains("Publish this space?")
            )
            let published = try await rosa.submit(
                "/en/admin/spaces/3/state",
                [("state", "published")]
            )
            #expect(published.text.contains("The space is published"))
            // The button of a page that is older than the state does nothing.
            _ = try await rosa.submit("/en/admin/spaces/3/state", [("state", "published")])
            #expect(try await house.space(3)?.state == .published)
            _ = try await rosa.submit("/en/admin/spaces/3/state", [("state", "archived")])
            #expect(try await house.space(3)?.state == .archived)
            #expect(
                try await house.actions() == ["space-archived", "space-published", "space-made"]
            )
        }
    }

    @Test("what cannot be is refused beside its field, and what was typed comes back")
    func refused() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            for (wrong, words) in [
                (fields(slug: "ideas"), "Another space has this address"),
                (fields(slug: "admin"), "none that this site needs"),
                (fields(slug: "ok", title: String(repeating: "x", count: 121)), "at most 120"),
                (fields(slug: "ok", waiting: "101"), "within the bounds"),
            ] {
                let answer = try await rosa.post("/en/admin/spaces", wrong)
                #expect(answer.status == 422, "\(words)")
                #expect(answer.text.contains(words), "\(words)")
                #expect(answer.text.contains("value=\"Les rues\""), "\(words)")
            }
            #expect(try await house.space(3) == nil)
            #expect(try await house.actions().isEmpty)
        }
    }

    @Test("two people change one space at once: the second one is told, and overwrites nothing")
    func meanwhile() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            let page = try await rosa.get("/en/admin/spaces/2")
            let mark = try #require(page.value(ofField: "mark"))

            let first = try await rosa.submit(
                "/en/admin/spaces/2",
                fields(slug: "ideas", title: "First", mark: mark)
            )
            let second = try await rosa.post(
                "/en/admin/spaces/2",
                fields(slug: "ideas", title: "Second", mark: mark)
            )

            #expect(first.text.contains("Saved."))
            #expect(second.status == 422)
            #expect(second.text.contains("Someone else has changed this space"))
            // Above the form and beside no field of it, with the way to the page as it is now.
            #expect(second.text.contains("<h2>Nothing was saved</h2>"))
            #expect(!second.text.contains("aria-invalid"))
            #expect(!second.text.contains("class=\"error-summary\""))
            #expect(second.text.contains("href=\"/en/admin/spaces/2\" target=\"_blank\""))
            #expect(second.text.contains("value=\"Second\""))
            #expect(try await house.space(2)?.texts.titles[.english] == "First")
        }
    }

    @Test("phases have days by the institution's clocks; one that ends before it begins is refused")
    func phases() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.organiser, of: Space.ID(2))
            let mark = try await rosa.get("/en/admin/spaces/2/phases").value(ofField: "mark") ?? ""
            let path = "/en/admin/spaces/2/phases"

            let early = try await rosa.post(path, phase(from: "2", to: "1", mark: mark))
            let never = try await rosa.post(path, phase(from: "31", to: "32", mark: mark))
            let saved = try await rosa.submit(path, phase(from: "1", to: "31", mark: mark))

            #expect(early.text.contains("must not be before the first"))
            #expect(never.text.contains("a day that exists"))
            #expect(saved.text.contains("The phases have been saved"))
            let found = try #require(try await house.space(2)?.phases.first)
            #expect(found.name == "gathering" && found.features == [Suggestions.suggest])
            // Midnight in Brussels, in winter and in summer.
            #expect(found.opensAt?.iso8601.hasPrefix("2026-02-28T23:00:00") == true)
            #expect(found.closesAt?.iso8601.hasPrefix("2026-03-31T22:00:00") == true)
            // A right in one space is no right in another, nor to make one.
            #expect(try await rosa.get("/en/admin/spaces/1").status == 403)
            #expect(try await rosa.get("/en/admin/spaces/modules/suggestions").status == 403)
            #expect(try await rosa.post("/en/admin/spaces", fields(slug: "x")).status == 403)
        }
    }

    @Test("phases do not overlap, and one that has begun lasts longer by an extension alone")
    func lengths() async throws {
        let (zone, today) = (CivilZone.brussels, CivilZone.brussels.date(at: TestClock.noon))
        func day(_ days: Int) -> CivilDate { today.adding(days: days) }
        let over = Phase("first", features: [], closesAt: zone.end(of: day(-9)))
        let open = Phase(
            "gathering",
            features: [Suggestions.suggest],
            opensAt: zone.start(of: day(-3)),
            closesAt: TestClock.noon.adding(.seconds(5 * 86_400))
        )
        var change = SpaceChange()
        change.phases = [over, open]
        try await SuggestionHouse.run(change) { house in
            var rosa = try await house.staff(.administrator)
            let path = "/en/admin/spaces/2/phases"
            let mark = try await rosa.get(path).value(ofField: "mark") ?? ""
            let first = days(1, "first", nil, day(-9))
            let second = days(2, "gathering", day(-3), day(5))

            let same = try await rosa.post(path, [("mark", mark)] + first + second)
            #expect(same.status == 303)
            #expect(try await house.space(2)?.phases == [over, open])
            let refusals: [([(String, String)], String, String)] = [
                (first + days(2, "gathering", day(-3), day(6)), "phase-2-last", "has begun"),
                (first + days(2, "other", day(-3), nil), "phase-2-last", "has begun"),
                (days(1, "first", nil, day(-5)) + second, "phase-1-last", "has ended"),
                (first, "phase-1-name", "“gathering” has begun"),
                (
                    days(1, "first", nil, day(-9)) + days(2, "other", day(-3), day(4)),
                    "phase-1-name", "“gathering” has begun"
                ),
                (
                    first + second + days(3, "answers", day(-8), day(-5)), "phase-3-first",
                    "begins tomorrow or later"
                ),
                (
                    first + second + days(3, "answers", day(5), nil), "phase-3-first",
                    "“gathering” go on at once"
                ),
            ]
            for (form, field, words) in refusals {
                let answer = try await rosa.post(path, [("mark", mark)] + form)
                #expect(answer.status == 422, "\(words)")
                #expect(answer.text.contains("href=\"#field-\(field)\""), "\(field)")
                #expect(answer.text.contains(words), "\(words)")
            }
            #expect(try await house.space(2)?.phases == [over, open])

            // By other clocks a day stays the day that people read; what is no end of a day stays.
            let azores = try #require(CivilZone(name: "Atlantic/Azores"))
            var move = TenantChange()
            move.zone = azores
            _ = try await house.house.tenants.edit(move, in: house.scope(0)).get()
            let moved = try #require(try await house.space(2)?.phases)
            #expect(moved.map(\.opensAt) == [nil, azores.start(of: day(-3))])
            #expect(moved.map(\.closesAt) == [azores.end(of: day(-9)), open.closesAt])
        }
    }

    @Test(
        "a phase that goes on is extended with a reason that everybody reads; one that is over is not"
    )
    func extended() async throws {
        var change = SpaceChange()
        let end = TestClock.noon.adding(.seconds(5 * 86_400))
        change.phases = [Phase("gathering", features: [Suggestions.suggest], closesAt: end)]
        try await SuggestionHouse.run(change) { house in
            var rosa = try await house.staff(.administrator)
            let path = "/en/admin/spaces/2/extensions"
            let mark = try await rosa.get(path).value(ofField: "mark") ?? ""
            let form = [
                ("mark", mark), ("phase", "gathering"), ("last-day", "31"), ("last-month", "12"),
                ("last-year", "2030"),
            ]

            let silent = try await rosa.post(path, form)
            let done = try await rosa.submit(path, form + [("reason", "The hall was flooded")])

            #expect(silent.status == 422 && silent.text.contains("Write the reason"))
            #expect(done.text.contains("The phase lasts longer"))
            let space = try #require(try await house.space(2))
            #expect(space.phases.first?.closesAt.map { $0 > end } == true)
            #expect(space.events.map(\.reason) == ["The hall was flooded"])
            #expect(try await house.actions().first == "space-extended")
            var late = SpaceChange()
            late.extension = .init(phase: "gathering", closesAt: end, reason: "x")
            let refused = try await house.house.tenants.edit(Space.ID(2), late, in: house.scope(0))
            #expect(refused == .failure(.notLater))
            house.house.clock.set(Instant(milliseconds: 1_956_528_000_000))
            late.extension = .init(
                phase: "gathering",
                closesAt: Instant(milliseconds: 2_000_000_000_000),
                reason: "x"
            )
            let over = try await house.house.tenants.edit(Space.ID(2), late, in: house.scope(0))
            #expect(over == .failure(.phaseOver))
        }
    }

    @Test("a space is copied as a draft, with what is set and without what people did")
    func copied() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            let copied = try await rosa.submit(
                "/en/admin/spaces/2/copies",
                [("slug", "ideas-again")]
            )

            let space = try #require(try await house.space(3))
            #expect(copied.text.contains("The draft has been created"))
            #expect(space.slug == "ideas-again" && space.state == .draft)
            #expect(space.phases == (try await house.space(2)?.phases))
        }
    }

    private func fields(
        slug: String,
        title: String = "Streets",
        waiting: String = "2",
        mark: String = ""
    ) -> [(String, String)] {
        [
            ("module", "suggestions"), ("mark", mark), ("slug", slug), ("title-en", title),
            ("title-fr", "Les rues"), ("purpose-en", "Say what your street needs."),
            ("setting-waiting", waiting), ("setting-review", "newcomers"),
            ("setting-promise-hours", "24"), ("setting-hide-after-reports", "0"),
            ("setting-comments-per-hour", "30"), ("setting-comments-per-day", "100"),
        ]
    }

    /// The fields of one phase; the second of them lets people suggest.
    private func days(
        _ number: Int,
        _ name: String,
        _ first: CivilDate?,
        _ last: CivilDate?
    ) -> [(String, String)] {
        let field = "phase-\(number)"
        let parts = [("first", first), ("last", last)].flatMap { part, day in
            [("day", day?.day), ("month", day?.month), ("year", day?.year)].map { unit, value in
                ("\(field)-\(part)-\(unit)", value.map(String.init) ?? "")
            }
        }
        let feature = number == 2 ? [(field + "-features", "suggest")] : []
        return [(field + "-name", name)] + feature + parts
    }

    private func phase(from first: String, to last: String, mark: String) -> [(String, String)] {
        [
            ("mark", mark), ("phase-1-name", "gathering"), ("phase-1-features", "suggest"),
            ("phase-1-first-day", first), ("phase-1-first-month", "3"),
            ("phase-1-first-year", "2026"), ("phase-1-last-day", last),
            ("phase-1-last-month", "3"), ("phase-1-last-year", "2026"),
        ]
    }
}

extension SuggestionHouse {
    func space(_ number: Int) async throws -> Space? {
        let site = try await house.tenants.all().first { $0.tenant.id == .eci }
        return site?.spaces.first { $0.id == Space.ID(number) }
    }

    /// What was noted of spaces since the house was made, the newest first.
    fileprivate func actions() async throws -> [String] {
        let audit = house.host.audit
        let names = try await house.database.read(in: scope(0)) { transaction in
            try audit.entries(in: &transaction).entries.map(\.action.name)
        }
        // The second space of the house is made before anybody comes.
        return names.filter { $0.hasPrefix("space-") }.dropLast()
    }
}
