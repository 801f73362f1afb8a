import Kernel
import Spaces
import TestSupport
import Testing

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
}
