import Kernel
import TestSupport
import Testing

/// Goal: anybody can report what they see and follow it, and nothing they typed is lost.
///
/// Method: pages of a live site, in both languages, as they are without JavaScript.
@Suite("Pages of reports")
struct ReportPagesTests {
    private static let place = "/en/reports/spaces/1/suggestion/1"

    @Test("a reader without an account reports, gets a number, and follows it")
    func visitor() async throws {
        try await PageHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("You are all stupid", in: &ada)
            var reader = house.visitor

            let form = try await reader.get(Self.place)
            let french = try await reader.get("/fr/reports/spaces/suggestions/suggestion/1")
            #expect(form.status == 200)
            #expect(form.text.contains("You are all stupid"))
            #expect(form.text.contains("name=\"email\""))
            #expect(french.text.contains("<h1>Signaler ce texte</h1>"))

            let number = try await house.report(1)
            #expect(number.split(separator: "-").count >= 5)
            let asked = try await reader.get("/en/reports")
            #expect(asked.text.contains("<h1>Follow a report</h1>"))
            let typed = number.lowercased().replacing("-", with: " ")
            let state = try await reader.post("/en/reports/follow", [("number", typed)])
            #expect(state.status == 200)
            #expect(state.text.contains("Nobody has decided yet"))
            #expect(state.text.contains("You are all stupid"))
            // The number is in no address that the browser keeps.
            #expect(!state.text.contains("href=\"/en/reports/\(typed)"))
        }
    }

    @Test("what is missing or wrong is said beside its field, and nothing typed is lost")
    func mistakes() async throws {
        try await PageHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("More benches", in: &ada)
            var reader = house.visitor
            let long = String(repeating: "é", count: Limits.reportCharacters + 1)

            let empty = try await reader.post(Self.place, [("explanation", "Because")])
            #expect(empty.status == 422)
            #expect(empty.text.contains("<title>Error: Report this text"))
            #expect(empty.text.contains("Choose what is wrong"))
            #expect(empty.text.contains("Because</textarea>"))

            let wrong = try await reader.post(
                "/fr/reports/spaces/1/suggestion/1",
                [
                    ("category", "violence"), ("explanation", long), ("email", "nobody"),
                ]
            )
            #expect(wrong.status == 422)
            #expect(wrong.text.contains("value=\"violence\" selected"))
            #expect(wrong.text.contains("value=\"nobody\""))
            #expect(wrong.text.contains("Saisissez ce qui ne va pas"))

            let unknown = try await reader.post("/en/reports/follow", [("number", "ABC")])
            #expect(unknown.status == 422)
            #expect(unknown.text.contains("we know no such report"))
            #expect(unknown.text.contains("value=\"ABC\""))
        }
    }

    @Test("a member is asked for no address, reports a thing once, and never their own")
    func member() async throws {
        try await PageHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("More benches", in: &ada)
            var bob = try await house.member("bob@example.org", name: "Bob")
            let report = [("category", "violence"), ("explanation", "It calls for it.")]

            let form = try await bob.get(Self.place)
            #expect(!form.text.contains("name=\"email\""))
            let taken = try await bob.post(Self.place, report)
            #expect(taken.status == 200 && taken.text.contains("id=\"number\""))
            let again = try await bob.post(Self.place, report)
            #expect(again.status == 409)
            #expect(again.text.contains("You have already reported this"))
            let own = try await ada.post(Self.place, report)
            #expect(own.status == 409 && own.text.contains("This is your own text"))
            let page = try await bob.get("/en/account/moderation")
            #expect(page.text.contains("My reports"))
            #expect(page.text.contains("Nobody has decided yet"))
        }
    }

    @Test("what nobody can see, or what is in another space, has no form")
    func absent() async throws {
        try await PageHouse.run { house in
            var ada = try await house.member("ada@example.org")
            try await house.suggest("More benches", in: &ada)
            var reader = house.visitor

            for path in [
                "/en/reports/spaces/1/suggestion/2", "/en/reports/spaces/2/suggestion/1",
                "/en/reports/spaces/9/suggestion/1", "/en/reports/spaces/1/nothing/1",
            ] {
                #expect(try await reader.get(path).status == 404, "\(path)")
                let sent = try await reader.post(path, [("explanation", "Because")])
                #expect(sent.status == 404, "\(path)")
            }
        }
    }
}
