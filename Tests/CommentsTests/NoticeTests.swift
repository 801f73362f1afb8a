import Kernel
import Moderation
import Storage
import TestSupport
import Testing

@testable import Comments

/// Goal: whoever is answered hears of it, once and by mail, and of nothing that others cannot read.
///
/// Method: answers, and the job that writes letters.
@Suite("News of answers")
struct NoticeTests {
    @Test("an answer is told to whoever wrote what it answers, with the way to it")
    func told() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            var bob = try await house.member("bob@example.org", name: "Bob")
            let first = try await house.say("Two swings", in: &ada)
            let reply = try await house.say("Three\nswings!", answering: first, in: &bob)
            let said = try await house.run("notifications.send")
            let letter = try #require(try await house.house.letters(to: "ada@example.org").last)

            #expect(said == "1 notifications put into letters")
            #expect(letter.subject == "Replies to your comments: Three swings!")
            #expect(letter.text.contains("“Suggestion 1”: “Three swings!”"))
            #expect(letter.links == ["http://eci.localhost/en/ideas/comments/\(reply)"])
            #expect(letter.content.contains("List-Unsubscribe"))
        }
    }

    @Test(
        "nobody is told of their own answers, of what is hidden by then, or when they do not want it"
    )
    func untold() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            var bob = try await house.member("bob@example.org", name: "Bob")
            let first = try await house.say("Two swings", in: &ada)
            _ = try await house.say("I mean three", answering: first, in: &ada)
            #expect(try await house.rows("notification") == 0)
            let rude = try await house.say("Rude", answering: first, in: &bob)
            #expect(try await house.rows("notification") == 1)
            let before = try await house.house.letters(to: "ada@example.org").count
            try await house.turn([rude], isShown: false)
            _ = try await house.run("notifications.send")
            #expect(try await house.house.letters(to: "ada@example.org").count == before)
            #expect(try await house.rows("notification") == 0)

            _ = try await ada.post("/en/account/notifications", [("comments.reply", "never")])
            _ = try await house.say("Fine", answering: first, in: &bob)
            #expect(try await house.rows("notification") == 0)
        }
    }

    @Test("many that are published together are told in as many statements as two")
    func many() async throws {
        try await CommentHouse.run { house in
            let people = try await house.people(14)
            let first = try await house.write("Begin", as: people[0]).get().id
            let other = try await house.write("Begin", as: people[1]).get().id
            var waiting: [OurComment.ID] = []
            for (number, person) in people.dropFirst(2).enumerated() {
                waiting.append(
                    try await house.write(
                        "No. \(number)",
                        answering: number % 2 == 0 ? first : other,
                        review: .before,
                        as: person
                    ).get().id
                )
            }
            let all = waiting
            let two = try await house.house.statements.during {
                try await house.turn(Array(all.prefix(2)), isShown: true)
            }
            let ten = try await house.house.statements.during {
                try await house.turn(Array(all.dropFirst(2)), isShown: true)
            }

            #expect(two.count == ten.count)
            #expect(try await house.rows("notification") == 12)
            #expect(try await house.tally().total == 14)
        }
    }
}
