import Kernel
import Storage
import TestSupport
import Testing

@testable import Spaces

/// Goal: a step is taken by whom the workflow says, when it says, once, and whole.
@Suite("Steps of a workflow")
struct WorkflowEngineTests {
    @Test("staff accept: the condition is asked, the effect done, the author told, the way kept")
    func accept() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member("ada@example.org")
            for text in ["Up", "Swings"] {
                _ = try await ada.post("/en/suggestions/suggestions", [("text", text)])
            }

            let short = try await house.take("accept", on: "1", in: 1)
            let fine = try await house.take("accept", on: "2", in: 1)
            let again = try await house.take("decline", on: "2", in: 1)
            let absent = try await house.take("accept", on: "3", in: 1)
            let elsewhere = try await house.take("accept", on: "1", in: 2)

            #expect(short == .failure(.unmet(condition: "is-long-enough")))
            #expect(try await house.state("1", in: 1) == "waiting")
            #expect(try fine.get().to == "accepted")
            #expect(again == .failure(.notAllowed(from: "accepted")))
            #expect(absent == .failure(.notFound))
            #expect(elsewhere == .failure(.notFound))
            let thanks = try await house.house.database.read(in: house.scope(1)) { transaction in
                try SuggestionStore.thanks("2", in: &transaction)
            }
            #expect(thanks == 1)
            let letters = try await house.house.letters(to: "ada@example.org")
            #expect(letters.last?.text.contains("We thank you for suggestion 2.") == true)
            let steps = try await house.house.database.read(in: house.scope(1)) { transaction in
                try WorkflowStore.steps(of: .suggestion, "2", in: &transaction)
            }
            #expect(steps.map(\.step) == ["accept"])
            #expect(steps.first?.from == "waiting" && steps.first?.to == "accepted")
        }
    }

    @Test("an author takes their own step, and nobody else's")
    func author() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member("ada@example.org")
            var eve = try await house.member("eve@example.org")
            _ = try await ada.post("/en/ideas/suggestions", [("text", "Slides")])

            #expect(try await eve.post("/en/ideas/1/withdrawal").status == 403)
            #expect(try await eve.post("/en/ideas/1/decisions", [("step", "accept")]).status == 403)
            #expect(
                try await house.take("withdraw", on: "1", in: 2, as: .author) == .failure(.notYours)
            )
            #expect(try await house.take("withdraw", on: "1", in: 2) == .failure(.notYours))
            #expect(try await house.state("1", in: 2) == "waiting")
            #expect(try await ada.post("/en/ideas/1/withdrawal").status == 303)
            #expect(try await ada.post("/en/ideas/1/withdrawal").status == 409)
        }
    }

    @Test("time takes its step when the deadline has passed, in every space, once")
    func time() async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member("ada@example.org")
            for slug in SuggestionHouse.slugs {
                _ = try await ada.post("/en/\(slug)/suggestions", [("text", "Swings")])
            }
            let clock = house.house.clock
            clock.advance(by: .seconds(30 * 86_400 - 1))
            #expect(try await house.suggestions.expire(at: clock.now) == 0)
            clock.advance(by: .seconds(1))

            #expect(try await house.suggestions.expire(at: clock.now) == 2)
            #expect(try await house.suggestions.expire(at: clock.now) == 0)
            for space in [1, 2] { #expect(try await house.state("1", in: space) == "expired") }
        }
    }
}
