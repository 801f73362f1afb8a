import Kernel
import Moderation
import Storage
import TestSupport
import Testing

@testable import Comments
@testable import Spaces

/// Goal: authors mend and take back what they said, and nobody else does; what people have read leaves a trace.
///
/// Method: before and after ten minutes, by authors and by others, alone and below answers.
@Suite("Changing comments")
struct ChangingTests {
    @Test("for ten minutes a change leaves no trace, and later everybody reads what it said before")
    func versions() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let id = try await house.say("Frist", in: &ada)
            let path = "/en/ideas/comments/\(id)"
            house.house.clock.advance(by: .seconds(599))
            let silent = try await ada.post(path + "/text", [("comment", "First")])
            let fresh = try #require(try await house.find(id)).comment
            house.house.clock.advance(by: .seconds(1))
            let form = try await ada.get(path + "/text").text
            let kept = try await ada.post(path + "/text", [("comment", "Second")])
            house.wait()
            let page = try await house.site.get(path).text
            let versions = try await house.site.get(path + "/versions").text

            #expect(silent.status == 303 && kept.status == 303)
            #expect(fresh.text == "First" && fresh.versions == 0 && fresh.editedAt == nil)
            #expect(form.contains("People may have read your comment"))
            #expect(page.contains("Second") && page.contains(">Edited</a>"))
            #expect(!page.contains("First") && !versions.contains("Frist"))
            #expect(versions.contains("First") && versions.contains("Second"))
        }
    }

    @Test("the same text again is no change, and a comment is changed so often at most")
    func often() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let id = try await house.say("0", in: &ada)
            let path = "/en/ideas/comments/\(id)/text"
            house.house.clock.advance(by: .seconds(600))
            for number in 1...Limits.commentVersions {
                #expect(try await ada.post(path, [("comment", "\(number)")]).status == 303)
            }
            let same = try await ada.post(path, [("comment", "\(Limits.commentVersions)")])
            let more = try await ada.post(path, [("comment", "One more")])

            #expect(same.status == 303)
            #expect(more.status == 409 && more.text.contains("One more"))
            #expect(try await house.find(id)?.comment.versions == Limits.commentVersions)
            #expect(try await house.find(id)?.comment.text == "\(Limits.commentVersions)")
        }
    }

    @Test("what is taken back is forgotten of its institution, and what nobody has seen of none")
    func forgotten() async throws {
        try await CommentHouse.run { house in
            let tenants = house.house.tenants
            let ada = try await house.people(1)[0]
            let seen = try await house.write("Seen", as: ada).get().id
            let waiting = try await house.write("Waiting", review: .before, as: ada).get().id
            let before = try await tenants.look()
            _ = try await house.comments.withdraw(waiting, in: house.scope(as: .member(ada))).get()
            #expect(try await tenants.look() == before)

            _ = try await house.comments.withdraw(seen, in: house.scope(as: .member(ada))).get()
            #expect(try await tenants.look().gone == before.gone + 1)
            #expect(try await tenants.gone(since: before.gone) == Set([.eci]))
        }
    }

    @Test("nobody changes or takes back what somebody else said")
    func others() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            var bob = try await house.member("bob@example.org", name: "Bob")
            let id = try await house.say("Mine", in: &ada)
            for end in ["text", "withdrawal"] {
                let path = "/en/ideas/comments/\(id)/\(end)"
                #expect(try await bob.get(path).status == 404)
                #expect(try await bob.post(path, [("comment", "Yours")]).status == 404)
                #expect(try await house.site.get(path).status == 303)
            }

            #expect(try await house.find(id)?.comment.text == "Mine")
            #expect(try await house.find(id)?.comment.visibility == .published)
        }
    }

    @Test("what is taken back says nothing any more, and answers of others stay")
    func withdrawal() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            var bob = try await house.member("bob@example.org", name: "Bob")
            let first = try await house.say("Regretted", .inFavour, in: &ada)
            let lonely = try await house.say("Lonely", .against, in: &ada)
            _ = try await house.say("An answer", answering: first, in: &bob)
            house.house.clock.advance(by: .seconds(700))
            _ = try await ada.post("/en/ideas/comments/\(first)/text", [("comment", "Changed")])
            for id in [first, lonely] {
                let path = "/en/ideas/comments/\(id)/withdrawal"
                #expect(try await ada.get(path).text.contains("Delete your comment?"))
                let done = try await ada.post(path)
                #expect(done.field("Location") == CommentHouse.about)
            }
            house.wait()
            let page = try await house.site.get(CommentHouse.about).text

            #expect(page.contains("The author deleted this comment.") && page.contains("An answer"))
            for text in ["Regretted", "Changed", "Lonely"] { #expect(!page.contains(text)) }
            for id in [first, lonely] {
                let path = "/en/ideas/comments/\(id)"
                #expect(try await house.site.get(path).status == 404)
                #expect(try await house.site.get(path + "/versions").status == 404)
            }
            #expect(try await house.find(first)?.comment.text == "")
            #expect(try await house.rows("comment_version") == 0)
            #expect(try await house.tally() == CommentTally(total: 1))
            let again = try await ada.post("/en/ideas/comments/\(first)/withdrawal")
            #expect(again.status == 303)
            var change = try await ada.post("/en/ideas/comments/\(first)/text", [("comment", "x")])
            #expect(change.status == 410)
            change = try await bob.post("/en/ideas/comments/\(first)/replies", [("comment", "x")])
            #expect(change.status == 410)
        }
    }
}

extension CommentHouse {
    /// How many rows a table has for the institution.
    func rows(_ table: String) async throws -> Int {
        try await house.database.read(in: scope()) { transaction in
            let count: Int? = try transaction.value(
                """
                SELECT count(*) FROM \(SQL.name(table)) WHERE tenant_id = \(transaction.tenant)
                """
            )
            return count ?? 0
        }
    }
}
