import Kernel
import Storage
import TestSupport
import Testing

@testable import Comments
@testable import Moderation

/// Goal: what moderation says of a contribution is what readers and authors find.
///
/// Method: spaces that look at the first comment, or at all of them; an author who is suspended.
@Suite("Comments that moderators look at first")
struct AdmittingTests {
    @Test("a newcomer's first comment waits for a look, is published, and the next is seen at once")
    func newcomer() async throws {
        try await CommentHouse.run(review: .newcomers, settings: ["promise-hours": "6"]) { house in
            var ada = try await house.member("ada@example.org")
            // The promise is read before anything is typed, and by whom it concerns.
            let promise =
                "A moderator reads the first text of each person before other people see it"
            let empty = try await ada.get(CommentHouse.about).text
            #expect(empty.contains(promise + ", within 6 hours."))
            let visitors = try await house.site.get(CommentHouse.about).text
            #expect(!visitors.contains(promise))
            let first = try await house.say("Hello", .inFavour, in: &ada)
            let path = "/en/ideas/comments/\(first)"
            let own = try await ada.get(path).text
            let about = try await ada.get(CommentHouse.about).text
            #expect(own.contains("Your comment is waiting for review") && own.contains("Hello"))
            // Six hours after noon in Brussels.
            #expect(own.contains("18:00"))
            #expect(about.contains(path) && !about.contains("Hello"))
            #expect(try await house.site.get(path).status == 404)
            #expect(try await house.tally().total == 0)

            try await house.decide(Decision(.publish), about: first)
            house.wait()
            #expect(try await house.site.get(path).text.contains("Hello"))
            #expect(try await house.tally() == CommentTally(total: 1, inFavour: 1))
            let next = try await house.say("And now", in: &ada)
            house.wait()
            #expect(try await house.site.get("/en/ideas/comments/\(next)").status == 200)
            #expect(try await house.tally().total == 2)
        }
    }

    @Test("an answer that waited tells its reader when it is published, and only then")
    func answer() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let bob = try await house.member("bob@example.org", name: "Bob")
            let first = try await house.say("Hello", in: &ada)
            let reply = try await house.write(
                "Hello back",
                answering: first,
                review: .before,
                as: try await house.id(of: bob)
            ).get().id
            #expect(try await house.rows("notification") == 0)
            #expect(try await house.find(first)?.comment.replies == 0)

            try await house.decide(Decision(.publish), about: reply)
            #expect(try await house.rows("notification") == 1)
            #expect(try await house.find(first)?.comment.replies == 1)
            try await house.turn([reply], isShown: false)
            try await house.turn([reply], isShown: true)
            #expect(try await house.rows("notification") == 1)
            #expect(try await house.tally() == CommentTally(total: 2, neutral: 1))
        }
    }

    @Test("a change of what waits waits, and what is changed where all is looked at waits again")
    func changed() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let id = try await house.say("Hello", .inFavour, in: &ada)
            for text in ["Hello all", "Hello you"] {
                let changed = try await house.comments.change(
                    id,
                    to: try CommentText(typed: text),
                    settings: SettingValues(["comments": "yes", "review": "before"]),
                    in: house.scope(as: .member(try await house.id(of: ada)))
                )
                #expect(try changed.get().promised != nil)
            }
            house.wait()
            #expect(try await house.site.get("/en/ideas/comments/\(id)").status == 404)
            #expect(try await house.tally().total == 0)
            let comment = try #require(try await house.find(id)).comment
            #expect(comment.visibility == .awaiting && comment.text == "Hello you")

            try await house.decide(Decision(.publish), about: id)
            #expect(try await house.tally() == CommentTally(total: 1, inFavour: 1))
        }
    }

    @Test("what its author changes while a moderator looks is not decided as it was before")
    func changedMeanwhile() async throws {
        try await CommentHouse.run(review: .before) { house in
            var ada = try await house.member("ada@example.org")
            let id = try await house.say("Harmless", in: &ada)
            let mo = try await house.moderator()
            func waiting() async throws -> ModerationCase {
                let rows = try await house.desk.queue(CaseFilter(), at: nil, for: mo).rows
                return try #require(rows.first?.item)
            }
            let seen = try await waiting()
            let path = "/en/ideas/comments/\(id)/text"
            #expect(try await ada.post(path, [("comment", "Harmless")]).status == 303)
            #expect(try await waiting().revision == seen.revision)
            #expect(try await ada.post(path, [("comment", "Rude words")]).status == 303)
            #expect(try await waiting().revision == seen.revision + 1)

            let late = try await house.desk.decide(
                Decision(.publish),
                on: seen.number,
                over: seen.revision,
                by: mo
            )
            #expect(late == .failure(.changedMeanwhile))
            #expect(try await house.find(id)?.comment.visibility == .awaiting)
        }
    }

    @Test("what was hidden before anybody saw it can be changed no more, and its author hears why")
    func hiddenBeforeSeen() async throws {
        try await CommentHouse.run(review: .before) { house in
            var ada = try await house.member("ada@example.org")
            let id = try await house.say("Rude words", in: &ada)
            let hiding = Decision(
                .hide,
                ground: .init(
                    kind: .incompatible,
                    reference: "Rules, part 1",
                    explanation: "Insults do not belong here."
                ),
                category: .other,
                facts: "It calls people names."
            )
            try await house.decide(hiding, about: id)
            house.wait()
            let own = try await ada.get("/en/ideas/comments/\(id)").text
            let change = try await ada.post(
                "/en/ideas/comments/\(id)/text",
                [("comment", "Other words")]
            )

            #expect(own.contains("A moderator has hidden this comment"))
            #expect(change.status == 410)
            #expect(try await house.find(id)?.comment.visibility == .hidden)
            #expect(try await house.tally().total == 0)
        }
    }

    @Test("a suspended author is told until when, keeps their text, and nothing of it is stored")
    func suspended() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let id = try await house.say("Before", in: &ada)
            let member = try await house.id(of: ada)
            let now = house.house.clock.now
            try await house.house.database.write(in: house.scope()) { transaction in
                let suspension = Suspension(
                    decision: 1,
                    member: member,
                    space: transaction.space,
                    since: now,
                    until: now.adding(.seconds(86_400))
                )
                try AuthorSuspensionStore.add([suspension], in: &transaction)
            }
            let said = try await ada.post(
                CommentHouse.about + "/comments",
                [("comment", "A long text of mine")]
            )
            let changed = try await ada.post(
                "/en/ideas/comments/\(id)/text",
                [("comment", "After")]
            )

            #expect(said.status == 403 && said.text.contains("A long text of mine"))
            #expect(said.text.contains("22\u{A0}November\u{A0}2026"))
            #expect(changed.status == 403)
            #expect(try await house.find(id)?.comment.text == "Before")
            #expect(try await house.rows("comment") == 1)
            #expect(try await house.tally().total == 1)
            house.house.clock.advance(by: .seconds(86_400))
            _ = try await house.say("Over", in: &ada)
        }
    }

    @Test("a word of the institution stands beside a comment")
    func labels() async throws {
        try await CommentHouse.run { house in
            let rule = ModerationRule(
                name: "Prices",
                kind: .words,
                effect: .label,
                phrases: ["price"],
                label: "Prices here are estimates."
            )
            _ = try await house.desk.save(rule, by: try await house.moderator()).get()
            var ada = try await house.member("ada@example.org")
            let id = try await house.say("The price is ten", in: &ada)
            house.wait()

            let label = "<p class=\"comment-label\">Prices here are estimates.</p>"
            #expect(try await house.site.get("/en/ideas/comments/\(id)").text.contains(label))
            #expect(try await house.site.get("/en/ideas/1").text.contains(label))
        }
    }
}
