import Kernel
import Spaces
import TestSupport
import Testing
import Web

@testable import Accounts

/// Goal: between a page of the back office and its button anything may happen, and nothing goes wrong.
///
/// Method: a page is opened, the moment comes, and the button of the old page is pressed.
@Suite("Bad moments in the back office")
struct OfficeMomentsTests {
    @Test(
        "a phase that ended while its page was open is not extended, and what was typed comes back"
    )
    func ended() async throws {
        var change = SpaceChange()
        let end = TestClock.noon.adding(.seconds(60))
        change.phases = [Phase("gathering", features: [], closesAt: end)]
        try await SuggestionHouse.run(change) { house in
            var rosa = try await house.staff(.administrator)
            let path = "/en/admin/spaces/2/extensions"
            let mark = try await rosa.get(path).value(ofField: "mark") ?? ""
            house.house.clock.advance(by: .seconds(60))

            let late = try await rosa.post(
                path,
                [
                    ("mark", mark), ("phase", "gathering"), ("last-day", "31"),
                    ("last-month", "12"), ("last-year", "2030"), ("reason", "The hall was flooded"),
                ]
            )

            #expect(late.status == 422 && late.text.contains("Choose a phase that has not ended"))
            #expect(late.text.contains("The hall was flooded"))
            #expect(try await rosa.get(path).text.contains("No phase to extend"))
            #expect(try await house.space(2)?.phases.first?.closesAt == end)
        }
    }

    @Test(
        "a page that was open when its reader lost the role changes nothing, and gives back what was typed"
    )
    func roleTaken() async throws {
        try await SuggestionHouse.run { house in
            let grant = RoleGrant(role: .organiser, space: Space.ID(2))
            var rosa = try await house.staff(grant.role, of: grant.space)
            let page = try await rosa.get("/en/admin/spaces/2")
            let member = try #require(
                try await house.house.accounts.staff(in: house.scope(0)).members.first
            )
            let place = MailPlace(
                name: "Institution eci",
                spaces: [],
                origin: "http://eci.localhost",
                language: .english
            )
            _ = try await house.house.accounts.take(
                grant,
                from: member.member.id,
                at: place,
                in: house.scope(0, as: .operatorOfServer)
            ).get()

            let answer = try await rosa.post(
                "/en/admin/spaces/2",
                [
                    ("mark", page.value(ofField: "mark") ?? ""), ("slug", "ideas"),
                    ("title-en", "Mine alone"),
                ]
            )

            #expect(answer.status == 403)
            #expect(answer.text.contains("value=\"Mine alone\""))
            #expect(try await house.space(2)?.texts.titles[.english] != "Mine alone")
        }
    }

    @Test("a form from before a language came leaves what is written in it")
    func languageCame() async throws {
        try await SuggestionHouse.run { house in
            var texts = SpaceChange()
            texts.titles = [.english: "Streets", .french: "Les rues"]
            texts.purposes = [.english: "Say it.", .french: "Dites-le."]
            _ = try await house.house.tenants.edit(Space.ID(2), texts, in: house.scope(0)).get()
            var names = TenantChange()
            names.purposes = [.english: "All of it.", .french: "Tout."]
            _ = try await house.house.tenants.edit(names, in: house.scope(0)).get()
            var rosa = try await house.staff(.administrator)
            let space = try await rosa.get("/en/admin/spaces/2").value(ofField: "mark") ?? ""

            // As the page was while the site spoke English alone.
            let saved = try await rosa.submit(
                "/en/admin/spaces/2",
                [
                    ("mark", space), ("slug", "ideas"), ("title-en", "Roads"), ("purpose-en", ""),
                    ("setting-waiting", "2"), ("setting-review", "newcomers"),
                    ("setting-promise-hours", "24"), ("setting-hide-after-reports", "0"),
                    ("setting-comments-per-hour", "30"), ("setting-comments-per-day", "100"),
                ]
            )
            let site = try await rosa.get("/en/admin/institution")
            let named = try await rosa.submit(
                "/en/admin/institution",
                [
                    ("mark", site.value(ofField: "mark") ?? ""), ("name-en", "City"),
                    ("purpose-en", ""), ("zone", "Europe/Brussels"),
                ]
            )

            #expect(saved.text.contains("Saved.") && named.text.contains("Saved."))
            let kept = try #require(try await house.space(2)).texts
            #expect(kept.titles == [.english: "Roads", .french: "Les rues"])
            #expect(kept.purposes == [.french: "Dites-le."])
            let own = try await house.own().tenant
            #expect(own.name.standard == "City" && own.purposes == [.french: "Tout."])
        }
    }

    @Test("a phase is not extended into the next one, which is named")
    func nextPhase() async throws {
        var change = SpaceChange()
        let end = TestClock.noon.adding(.seconds(5 * 86_400))
        change.phases = [
            Phase("gathering", features: [], closesAt: end),
            Phase("answers", features: [], opensAt: end),
        ]
        try await SuggestionHouse.run(change) { house in
            var rosa = try await house.staff(.administrator)
            let path = "/en/admin/spaces/2/extensions"
            let mark = try await rosa.get(path).value(ofField: "mark") ?? ""

            let refused = try await rosa.post(
                path,
                [
                    ("mark", mark), ("phase", "gathering"), ("last-day", "31"),
                    ("last-month", "12"), ("last-year", "2030"), ("reason", "The hall was flooded"),
                ]
            )

            #expect(refused.status == 422)
            #expect(refused.text.contains("“answers” begins before this day ends"))
            #expect(try await house.space(2)?.phases.first?.closesAt == end)
        }
    }
}
