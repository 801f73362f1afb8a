import Kernel
import Moderation
import Storage
import TestSupport
import Testing

@testable import Accounts
@testable import Comments
@testable import Spaces

/// Goal: a discussion is of one subject in one space of one institution, where people are let talk, and whoever
/// leaves is no longer named.
///
/// Method: the same addresses in another space, at another institution, and where the setting is off.
@Suite("Where comments are")
struct PlacesTests {
    @Test("another space and another institution reach nothing of it")
    func apart() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let id = try await house.say("Only here", in: &ada)
            for path in [
                "/discussions/suggestion/1", "/comments/\(id)", "/comments/\(id)/versions",
            ] {
                #expect(try await house.site.get("/en/ideas" + path).status == 200, "\(path)")
                #expect(try await house.site.get("/en/suggestions" + path).status == 404)
                let other = try await house.site.get("/en/suggestions" + path, tenant: "other")
                #expect(other.status == 404)
            }
            for end in ["replies", "text", "withdrawal"] {
                let path = "/en/suggestions/comments/\(id)/\(end)"
                #expect(try await ada.post(path, [("comment", "x")]).status == 404)
            }
            let elsewhere = [house.scope(1), house.house.scope(.other)]
            for scope in elsewhere {
                let found = try await house.house.database.read(in: scope) {
                    try CommentStore.find([id], in: &$0)
                }
                #expect(found.isEmpty)
            }
        }
    }

    @Test("where people are not let talk there is no section, no page and no way to write")
    func off() async throws {
        try await CommentHouse.run(settings: ["comments": "no"]) { house in
            var ada = try await house.member("ada@example.org")
            let page = try await house.site.get("/en/ideas/1").text

            #expect(page.contains("<h1>Swings</h1>") && !page.contains("id=\"comments\""))
            #expect(try await house.site.get(CommentHouse.about).status == 404)
            let sent = try await ada.post(CommentHouse.about + "/comments", [("comment", "x")])
            #expect(sent.status == 404)
            #expect(try await house.rows("comment_thread") == 0)
        }
    }

    @Test("where people are no longer let talk, nobody reads by a report what they said")
    func switchedOff() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let id = try await house.say("Once here", in: &ada)
            let path = "/en/reports/spaces/2/comment/\(id)"
            #expect(try await house.site.get(path).text.contains("Once here"))
            var change = SpaceChange()
            change.settings = ["comments": "no"]
            let scope = house.scope().entering(.site)
            _ = try await house.house.tenants.edit(Space.ID(2), change, in: scope).get()

            #expect(try await house.site.get(path).status == 404)
        }
    }

    @Test("nothing is said about what is not there, nor about what is no subject")
    func unknown() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            for subject in ["suggestion/2", "suggestion/01", "suggestion/x", "comment/1", "work/1"]
            {
                let path = "/en/ideas/discussions/" + subject
                #expect(try await house.site.get(path).status == 404, "\(subject)")
                let sent = try await ada.post(path + "/comments", [("comment", "x")])
                #expect([404, 410].contains(sent.status), "\(subject)")
            }
            for id in ["x", "01ARZ3NDEKTSV4RRFFQ69G5FAV", String(repeating: "a", count: 300)] {
                #expect(try await house.site.get("/en/ideas/comments/" + id).status == 404)
                let sent = try await ada.post(
                    "/en/ideas/comments/\(id)/replies",
                    [("comment", "x")]
                )
                #expect([404, 410].contains(sent.status))
            }
            #expect(try await house.rows("comment_thread") == 0)
        }
    }

    @Test("whoever leaves is not named, their words stay, and what waited goes with them")
    func erasure() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let id = try await house.say("First", .inFavour, in: &ada)
            house.house.clock.advance(by: .seconds(600))
            _ = try await ada.post("/en/ideas/comments/\(id)/text", [("comment", "Second")])
            let member = try await house.id(of: ada)
            let waiting = try await house.write("Waiting", review: .before, as: member).get().id
            let archive = try await house.archive(of: member)
            for text in [
                "comments-2.json", "First", "Second", "Waiting", "\"for\"", "awaiting",
                "2/suggestion/1",
            ] {
                #expect(archive.contains(text), "\(text)")
            }

            house.house.clock.advance(by: .milliseconds(1))
            let question = try await ada.get("/en/account/deletion").text
            #expect(question.contains("What you wrote in discussions stays"))
            #expect(try await ada.post("/en/account/deletion").status == 303)
            let link = try await house.house.letters(to: "ada@example.org").last?.links.first
            let path = "/en/ideas/comments/\(id)"
            #expect(try await house.site.get(path).text.contains("<bdi>Ada</bdi>"))
            #expect(try await ada.post(try #require(link)).status == 200)
            // Servers forget pages with the name: none stands in for a database that is away.
            try await house.site.look()
            house.house.faults.setAway(true)
            let standIn = try await house.site.get(path)
            house.house.faults.setAway(false)
            #expect(standIn.status == 503 && !standIn.text.contains("Ada"))
            house.wait()
            let page = try await house.site.get("/en/ideas/comments/\(id)").text

            #expect(page.contains("Second") && !page.contains("Ada"))
            #expect(try await house.find(id)?.comment.author == nil)
            let left = try #require(try await house.find(waiting)).comment
            #expect(left.text == "" && left.author == nil && left.visibility == .withdrawn)
            #expect(try await house.tally() == CommentTally(total: 1, inFavour: 1))
            #expect(try await house.archive(of: member) == "")
        }
    }
}

extension CommentHouse {
    /// What the archive of a member holds of comments.
    func archive(of member: Member.ID) async throws -> String {
        let source = comments.ownData.inEverySpace()
        return try await house.database.read(in: scope().entering(.site)) { transaction in
            try source.collect(member, &transaction)
                .map { $0.name + String(decoding: $0.json, as: UTF8.self) }
                .joined()
        }
    }
}
