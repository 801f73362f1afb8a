import Kernel
import TestSupport
import Testing

@testable import Comments

/// Goal: nobody floods a discussion, and whoever types much loses nothing and reads when they can go on.
///
/// Method: small limits; one member many times, also at the same moment, before and after the hour and the day.
@Suite("How many comments one member posts")
struct PaceTests {
    private static let most = ["comments-per-hour": "2", "comments-per-day": "3"]

    @Test(
        "what is too many in an hour comes back in its form, with the time from which it can be sent"
    )
    func page() async throws {
        try await CommentHouse.run(settings: Self.most) { house in
            var ada = try await house.member("ada@example.org")
            var bob = try await house.member("bob@example.org", name: "Bob")
            let first = try await house.say("One", in: &ada)
            _ = try await house.say("Two", answering: first, in: &ada)
            let path = CommentHouse.about + "/comments"
            let key = try #require(try await ada.get(CommentHouse.about).value(ofField: "key"))
            let form = [
                ("key", key), ("comment", "Three, typed for an hour"), ("stance", "against"),
            ]
            let refused = try await ada.post(path, form)
            let answer = try await ada.post(
                "/en/ideas/comments/\(first)/replies",
                [("comment", "An answer, typed for an hour")]
            )

            // An hour after noon in Brussels.
            let words = "Wait until 21\u{A0}November\u{A0}2026, 13:00"
            #expect(refused.status == 429 && refused.text.contains(words))
            #expect(refused.text.contains("the limit here is 2 comments an hour and 3 a day"))
            #expect(refused.text.contains("Three, typed for an hour</textarea>"))
            #expect(refused.text.contains("value=\"against\" checked"))
            #expect(refused.value(ofField: "key") == key)
            #expect(answer.status == 429 && answer.text.contains(words))
            #expect(answer.text.contains("An answer, typed for an hour</textarea>"))
            #expect(try await house.rows("comment") == 2)
            // Somebody else has an hour of their own.
            _ = try await house.say("Hello", in: &bob)

            house.house.clock.advance(by: .seconds(3600))
            #expect(try await ada.post(path, form).status == 303)
            #expect(try await house.tally().total == 4)
            let day = try await ada.post(path, [("comment", "Four")])
            #expect(day.status == 429)
            #expect(day.text.contains("Wait until 22\u{A0}November\u{A0}2026, 12:00"))
            // The last that was not too many was sent twice: it is there.
            #expect(try await ada.post(path, form).status == 303)
            #expect(try await house.tally().total == 4)
            house.house.clock.advance(by: .seconds(23 * 3600))
            _ = try await house.say("Four", in: &ada)
        }
    }

    @Test("many sent at the same moment are no more than one after the other")
    func parallel() async throws {
        try await CommentHouse.run { house in
            let ada = try await house.people(1)[0]
            typealias Outcome = Result<WrittenComment, CommentRefusal>
            let outcomes: [Outcome] = try await withThrowingTaskGroup(of: Outcome.self) { group in
                for number in 1...8 {
                    group.addTask {
                        try await house.write(
                            "No. \(number)",
                            settings: ["comments-per-hour": "3", "comments-per-day": "5"],
                            as: ada
                        )
                    }
                }
                return try await group.reduce(into: [Outcome]()) { $0.append($1) }
            }
            let end = house.house.clock.now.adding(.seconds(3600))
            let refused = outcomes.filter { $0 == .failure(.tooMany(until: end)) }

            #expect(refused.count == 5)
            #expect(outcomes.filter { (try? $0.get()) != nil }.count == 3)
            #expect(try await house.rows("comment") == 3)
            #expect(try await house.tally() == CommentTally(total: 3, neutral: 3))
        }
    }

    @Test(
        "what is refused for another reason is not counted, and a clock that was ahead holds nobody up"
    )
    func counted() async throws {
        try await CommentHouse.run { house in
            let ada = try await house.people(1)[0]
            let most = ["comments-per-hour": "1", "comments-per-day": "1"]
            let gone = try await house.write(
                "An answer",
                answering: OurComment.ID(at: house.house.clock.now, random: house.house.random),
                settings: most,
                as: ada
            )
            #expect(gone == .failure(.gone))
            _ = try await house.write("One", settings: most, as: ada).get()
            house.house.clock.advance(by: .seconds(-7200))
            _ = try await house.write("Two", settings: most, as: ada).get()
            #expect(try await house.rows("comment") == 2)
        }
    }

    @Test("a space that allows more lets more through, and whoever leaves is not counted any more")
    func settings() async throws {
        try await CommentHouse.run { house in
            let ada = try await house.people(1)[0]
            let most = Comments.perHour.standard
            for number in 1...most { _ = try await house.write("\(number)", as: ada).get() }
            let more = try await house.write("More", as: ada)
            #expect(more == .failure(.tooMany(until: house.house.clock.now.adding(.seconds(3600)))))
            _ = try await house.write(
                "More",
                settings: ["comments-per-hour": "\(most + 1)"],
                as: ada
            ).get()

            #expect(try await house.rows("comment_pace") == 1)
            let source = house.comments.ownData
            try await house.house.database.write(in: house.scope()) { transaction in
                try source.erase(ada, &transaction)
            }
            #expect(try await house.rows("comment_pace") == 0)
        }
    }
}
