import Audit
import Kernel
import Moderation
import Spaces
import Storage
import TestSupport
import Testing
import Text

@testable import Comments

/// Goal: moderators end a discussion, and let it go on; what was said stays, and nobody else does it.
///
/// Method: the page of the back office, with and without the right, in the space and in another one.
@Suite("Closing discussions")
struct ClosingTests {
    private static let office = "/en/admin/discussions/spaces/2/suggestion/1"

    @Test("where a discussion is closed nothing is added or changed, and everything is read")
    func closed() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            var mo = try await house.staff(.moderator)
            let id = try await house.say("Before", .inFavour, in: &ada)
            let way = try await mo.get(CommentHouse.about).text
            #expect(way.contains(Self.office))
            let closed = try await mo.submit(Self.office, [("state", "closed")])
            #expect(closed.text.contains("The change has been saved"))
            house.wait()
            let page = try await ada.get(CommentHouse.about).text
            let late = try await ada.post(CommentHouse.about + "/comments", [("comment", "Late")])
            let reply = try await ada.post(
                "/en/ideas/comments/\(id)/replies",
                [("comment", "Late too")]
            )
            let change = try await ada.post(
                "/en/ideas/comments/\(id)/text",
                [("comment", "Changed")]
            )

            #expect(page.contains("This discussion is closed.") && page.contains("Before"))
            #expect(!page.contains("name=\"comment\"") && !page.contains(Self.office))
            #expect(try await mo.get(CommentHouse.about).text.contains(Self.office))
            #expect(late.status == 409 && late.text.contains("Late"))
            #expect(reply.status == 409 && change.status == 409)
            #expect(try await house.tally() == CommentTally(total: 1, inFavour: 1))
            #expect(try await house.find(id)?.comment.text == "Before")
            // One's own can be taken back at any time.
            #expect(try await ada.post("/en/ideas/comments/\(id)/withdrawal").status == 303)

            _ = try await mo.post(Self.office, [("state", "open")])
            _ = try await house.say("Again", in: &ada)
            #expect(try await house.tally() == CommentTally(total: 1, neutral: 1))
        }
    }

    @Test("closing leaves one mark in the audit, and pressing again none")
    func audited() async throws {
        try await CommentHouse.run { house in
            var mo = try await house.staff(.moderator, of: Space.ID(2))
            for state in ["closed", "closed", "open"] {
                #expect(try await mo.post(Self.office, [("state", state)]).status == 303)
            }
            let audit = house.house.host.audit
            let subject = house.subject
            let entries = try await house.house.database.read(
                in: house.scope().entering(.site)
            ) { try audit.entries(AuditSearch(subject: subject), in: &$0).entries }

            #expect(entries.map(\.action.name) == ["discussion-opened", "discussion-closed"])
        }
    }

    @Test("a form that says neither changes nothing")
    func forged() async throws {
        try await CommentHouse.run { house in
            var mo = try await house.staff(.moderator)
            #expect(try await mo.post(Self.office, [("state", "closed")]).status == 303)
            for state in ["", "yes"] {
                #expect(try await mo.post(Self.office, [("state", state)]).status == 400)
            }
            house.wait()
            let page = try await house.site.get(CommentHouse.about).text
            #expect(page.contains("This discussion is closed"))
        }
    }

    @Test("members, visitors and moderators of other spaces close nothing")
    func others() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            var elsewhere = try await house.staff(.moderator, of: .first)
            #expect(try await ada.post(Self.office, [("state", "closed")]).status == 403)
            #expect(try await elsewhere.get(Self.office).status == 403)
            #expect(try await elsewhere.post(Self.office, [("state", "closed")]).status == 403)
            #expect(try await house.site.get(Self.office).status == 303)
            var mo = try await house.staff(.moderator)
            for path in ["2/suggestion/9", "2/none/1", "9/suggestion/1", "1/suggestion/1"] {
                let page = try await mo.get("/en/admin/discussions/spaces/" + path)
                #expect(page.status == 404, "\(path)")
            }
            _ = try await house.say("Still open", in: &ada)
        }
    }

    @Test(
        "an export has all that people read, and nothing of what is hidden, waits or was taken back"
    )
    func export() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            var mo = try await house.staff(.moderator)
            let first = try await house.say("=1+1", .against, in: &ada)
            let answer = try await house.say("Yes", answering: first, in: &ada)
            let hidden = try await house.say("Hidden words", in: &ada)
            _ = try await house.say("Below hidden words", answering: hidden, in: &ada)
            let gone = try await house.say("Regretted", in: &ada)
            _ = try await ada.post("/en/ideas/comments/\(gone)/withdrawal")
            _ = try await house.write(
                "Waiting",
                review: .before,
                as: try await house.id(of: ada)
            ).get()
            try await house.turn([hidden], isShown: false)

            #expect(try await mo.post(Self.office + "/exports").status == 303)
            #expect(try await house.run("work.run") == "1 pieces of work begun")
            let page = try await mo.get("/en/account/work").text
            #expect(page.contains("Export of comments"))
            let end = try #require(page.firstRange(of: "/file\""))
            let path = try #require(page[..<end.lowerBound].split(separator: "\"").last)
            let text = try await mo.get(String(path) + "/file").text

            let at = house.house.clock.now.iso8601
            let expected = [
                ["id", "answers", "stance", "language", "text", "written_at", "edited_at"],
                [first.text, "", "against", "en", "=1+1", at, ""],
                [answer.text, first.text, "", "en", "Yes", at, ""],
            ]
            #expect(text == expected.map { TableText().row($0) }.joined())
            #expect(text.contains("\"'=1+1\""))
        }
    }
}
