import Kernel
import Storage
import TestSupport
import Testing

@testable import Comments
@testable import Moderation

/// Goal: what moderators take from readers is nowhere, with what stands below it, and comes back whole.
///
/// Method: the hooks by which moderation hides and shows; pages, lists, exports, letters and archives afterwards.
@Suite("Hiding comments")
struct HidingTests {
    @Test("what is hidden is on no page, and what answers it goes and comes back with it")
    func parents() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            var bob = try await house.member("bob@example.org", name: "Bob")
            let first = try await house.say("Rude words", .against, in: &ada)
            let reply = try await house.say("A calm answer", answering: first, in: &bob)
            let other = try await house.say("Something else", .inFavour, in: &bob)
            let paths = [
                "/en/ideas/1", CommentHouse.about, CommentHouse.about + "?order=answered",
                "/en/ideas/comments/\(first)", "/en/ideas/comments/\(reply)",
                "/en/ideas/comments/\(first)/versions", "/en/ideas", "/en/", "/sitemaps/1.xml",
            ]

            try await house.turn([first], isShown: false)
            house.wait()
            for path in paths {
                let page = try await house.site.get(path).text
                #expect(!page.contains("Rude words") && !page.contains("A calm answer"), "\(path)")
                let own = try await bob.get(path).text
                #expect(!own.contains("Rude words"), "\(path)")
            }
            #expect(try await house.site.get("/en/ideas/comments/\(other)").status == 200)
            #expect(try await house.tally() == CommentTally(total: 1, inFavour: 1))
            let mine = try await ada.get("/en/ideas/comments/\(first)")
            #expect(mine.status == 200 && mine.text.contains("A moderator has hidden this"))
            #expect(mine.text.contains("/en/account/moderation"))

            try await house.turn([first], isShown: true)
            house.wait()
            let page = try await house.site.get(CommentHouse.about).text
            #expect(page.contains("Rude words") && page.contains("A calm answer"))
            #expect(
                try await house.tally() == CommentTally(total: 3, inFavour: 1, against: 1)
            )
        }
    }

    @Test("an answer to what was hidden a second ago is refused, and its text is given back")
    func late() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            var bob = try await house.member("bob@example.org", name: "Bob")
            let first = try await house.say("Rude words", in: &ada)
            _ = try await bob.get("/en/ideas/comments/\(first)")
            try await house.turn([first], isShown: false)
            let answer = try await bob.post(
                "/en/ideas/comments/\(first)/replies",
                [("comment", "I typed for an hour")]
            )
            let change = try await ada.post(
                "/en/ideas/comments/\(first)/text",
                [("comment", "Kinder words")]
            )

            #expect(answer.status == 410 && answer.text.contains("I typed for an hour"))
            #expect(answer.text.contains("This is no longer here"))
            #expect(!answer.text.contains("Rude words"))
            #expect(change.status == 410)
            #expect(try await house.tally().total == 0)
            #expect(try await house.rows("comment") == 1)
        }
    }

    @Test("nothing is said about a suggestion that is hidden")
    func subject() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let id = try await house.say("Still here", in: &ada)
            guard case .moderated(let hide, _) = house.suggestions.subjects[0].visibility else {
                Issue.record("it cannot be hidden")
                return
            }
            try await house.house.database.write(in: house.scope()) { try hide(["1"], &$0) }
            house.wait()
            let answer = try await ada.post(CommentHouse.about + "/comments", [("comment", "x")])

            #expect(answer.status == 410)
            // Whoever spoke about it finds their own words, and nothing of it.
            for path in ["", "/text", "/withdrawal"] {
                let own = try await ada.get("/en/ideas/comments/\(id)" + path)
                #expect(own.status == 200 && own.text.contains("Still here"), "\(path)")
                #expect(!own.text.contains("Suggestion 1"), "\(path)")
                #expect(!own.text.contains("Swings"), "\(path)")
            }
            for path in [CommentHouse.about, "/en/ideas/comments/\(id)", "/en/ideas/1"] {
                #expect(try await house.site.get(path).status == 404, "\(path)")
            }
            let hooks = house.comments.hooks(about: house.talked)
            let cards = try await house.house.database.read(in: house.scope()) {
                try hooks.cards([id.text], &$0)
            }
            #expect(cards[id.text]?.isPublic == false && cards[id.text]?.title == "Still here")
        }
    }

    @Test("moderators read what it is about, what it answers and what answers it")
    func whole() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let first = try await house.say("First", in: &ada)
            let reply = try await house.say("Reply", answering: first, in: &ada)
            let hooks = house.comments.hooks(about: house.talked)
            let wholes = try await house.house.database.read(in: house.scope()) {
                try hooks.wholes([first.text, reply.text, "none"], &$0)
            }

            #expect(wholes.count == 2)
            #expect(wholes[first.text]?.texts == ["First"])
            #expect(wholes[first.text]?.thread.map(\.text) == ["Suggestion 1", "Reply"])
            #expect(wholes[first.text]?.thread.map(\.isBefore) == [true, false])
            #expect(wholes[reply.text]?.thread.map(\.text) == ["Suggestion 1", "First"])

            house.house.clock.advance(by: .seconds(600))
            let path = "/en/ideas/comments/\(reply)/text"
            #expect(try await ada.post(path, [("comment", "Mended")]).status == 303)
            let since = try await house.house.database.read(in: house.scope()) {
                try hooks.wholes([reply.text], &$0)
            }
            #expect(since[reply.text]?.texts == ["Mended"])
            #expect(
                since[reply.text]?.thread.map(\.text) == ["Suggestion 1", "First", "Reply"]
            )
        }
    }

    @Test("what its author took back is called so in words where moderators and authors list it")
    func withdrawn() async throws {
        try await CommentHouse.run(review: .before) { house in
            var ada = try await house.member("ada@example.org")
            let first = try await house.say("A thought of mine", in: &ada)
            try await house.decide(Decision(.publish), about: first)
            let reply = try await house.write(
                "An answer",
                answering: first,
                review: .before,
                as: try await house.people(1, named: "Bob")[0]
            ).get().id
            #expect(try await ada.post("/en/ideas/comments/\(first)/withdrawal").status == 303)
            var mo = try await house.staff(.moderator)
            house.wait()

            let lists = [
                try await mo.get("/en/admin/moderation/decisions").text,
                try await ada.get("/en/account/moderation").text,
            ]
            for list in lists {
                #expect(list.contains("Deleted by its author"))
                #expect(!list.contains("A thought of mine") && !list.contains(">…<"))
            }
            let french = try await mo.get("/fr/admin/moderation/decisions").text
            #expect(french.contains("Supprimé par son auteur"))
            // What it says to whoever has to read an answer to it.
            let waiting = try await mo.get("/en/admin/moderation/cases/2").text
            #expect(waiting.contains("An answer") && waiting.contains("Deleted by its author"))
            let hooks = house.comments.hooks(about: house.talked)
            let cards = try await house.house.database.read(in: house.scope()) {
                try hooks.cards([first.text, reply.text], &$0)
            }
            #expect(cards[first.text]?.isWithdrawn == true)
            #expect(cards[first.text]?.language == nil && cards[first.text]?.excerpt == "")
            #expect(cards[reply.text]?.isWithdrawn == false)
        }
    }

    @Test("many are hidden and shown in as many statements as one")
    func many() async throws {
        try await CommentHouse.run { house in
            let people = try await house.people(12)
            var ids: [OurComment.ID] = []
            for (number, person) in people.enumerated() {
                let parent = number % 3 == 2 ? ids[number - 2] : nil
                ids.append(
                    try await house.write("\(number)", answering: parent, as: person).get().id
                )
            }
            let all = ids
            let before = try await house.tally()
            let one = try await house.house.statements.during {
                try await house.turn([all[0]], isShown: false)
                try await house.turn([all[0]], isShown: true)
            }
            let many = try await house.house.statements.during {
                try await house.turn(all, isShown: false)
                try await house.turn(all, isShown: true)
            }

            #expect(one.count == many.count)
            for statement in one + many {
                for table in CommentHouse.tables {
                    #expect(!statement.scans(table), "\(statement.text) \(statement.plan)")
                }
            }
            #expect(try await house.tally() == before)
            #expect(try await house.recount() == before)
        }
    }
}

extension CommentHouse {
    static let tables = ["comment", "comment_thread", "comment_version", "comment_pace"]
}
