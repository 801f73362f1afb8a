import Kernel
import TestSupport
import Testing

@testable import Comments

/// Goal: whoever has an account says something at once, and nothing that was typed is lost.
///
/// Method: browsers at a site with one suggestion; what people bring along that no form expects.
@Suite("Writing comments")
struct WritingTests {
    @Test("what a member says is read by everybody, with name and stance, and counted")
    func write() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let id = try await house.say("More of them!", .inFavour, in: &ada)
            let own = try await ada.get("/en/ideas/comments/\(id)").text
            house.wait()
            let page = try await house.site.get("/en/ideas/1").text

            #expect(own.contains("More of them!") && own.contains("<bdi>Ada</bdi>"))
            #expect(own.contains("/en/ideas/comments/\(id)/text"))
            #expect(page.contains("<h2>1 comment</h2>") && page.contains("More of them!"))
            #expect(page.contains("<li>1 for</li><li>0 against</li><li>0 neutral</li>"))
            #expect(page.contains("/en/reports/spaces/2/comment/\(id)"))
            #expect(!page.contains("/comments/\(id)/text") && !page.contains("comment-form"))
            #expect(try await house.tally() == CommentTally(total: 1, inFavour: 1))
        }
    }

    @Test("a visitor finds the way to sign in and back, and loses nothing that was typed")
    func visitor() async throws {
        try await CommentHouse.run { house in
            let page = try await house.site.get(CommentHouse.about)
            let sent = try await house.site.post(
                CommentHouse.about + "/comments",
                [("comment", "I was not signed in")],
                fields: [("Sec-Fetch-Site", "same-origin")]
            )

            #expect(page.status == 200 && page.text.contains("Sign in to comment"))
            let next = "/en/sign-in?next=%2Fen%2Fideas%2Fdiscussions%2Fsuggestion%2F1%23main"
            #expect(page.text.contains(next))
            #expect(sent.status == 403 && sent.text.contains("I was not signed in"))
            #expect(try await house.tally().total == 0)
        }
    }

    @Test("an answer stands below what it answers, and an answer to it stands beside it")
    func replies() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            var bob = try await house.member("bob@example.org", name: "Bob")
            let first = try await house.say("Two swings", .inFavour, in: &ada)
            let reply = try await house.say("Three!", .against, answering: first, in: &bob)
            let other = try await house.say("Four!", answering: reply, in: &ada)
            house.wait()
            let page = try await house.site.get("/en/ideas/comments/\(first)").text
            let alone = try await house.site.get("/en/ideas/comments/\(reply)").text

            for id in [reply, other] {
                let found = try #require(try await house.find(id))
                #expect(found.parent?.id == first && found.comment.stance == nil)
            }
            #expect(try await house.find(first)?.comment.replies == 2)
            #expect(page.contains("2 replies") && page.contains("Three!"))
            #expect(alone.contains("Two swings") && !alone.contains("Four!"))
            // What stands below the heading adds up to it, and says what it counts.
            let section = try await house.site.get("/en/ideas/1").text
            #expect(section.contains("<h2>3 comments</h2>"))
            let parts = ["1 for", "0 against", "0 neutral", "2 replies"]
            #expect(section.contains(parts.map { "<li>\($0)</li>" }.joined() + "</ul>"))
            let french = try await house.site.get("/fr/ideas/1").text
            #expect(french.contains("<li>0 neutre</li><li>2 réponses</li></ul>"))
            #expect(try await house.tally() == CommentTally(total: 3, inFavour: 1))
        }
    }

    @Test("nothing and too much come back with what was typed, and say what to do")
    func problems() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let long = String(repeating: "é", count: Limits.commentCharacters + 1)
            let nothing = try await ada.post(
                CommentHouse.about + "/comments",
                [("comment", " \u{200B}\n "), ("stance", "against")]
            )
            let tooMuch = try await ada.post(CommentHouse.about + "/comments", [("comment", long)])
            let most = try await ada.post(
                CommentHouse.about + "/comments",
                [("comment", String(long.dropLast()))]
            )

            #expect(nothing.status == 422 && nothing.text.contains("Type what you want to say"))
            #expect(nothing.text.contains("value=\"against\" checked"))
            #expect(tooMuch.status == 422 && tooMuch.text.contains("Enter 2,000 characters"))
            #expect(tooMuch.text.contains(long))
            #expect(most.status == 303)
            #expect(try await house.tally().total == 1)
        }
    }

    @Test("ten megabytes are refused with a page before they are read")
    func huge() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let body = [UInt8](repeating: UInt8(ascii: "a"), count: 10 * 1024 * 1024)
            let answer = try await ada.send(
                CommentHouse.about + "/comments",
                Array("comment=".utf8) + body,
                type: "application/x-www-form-urlencoded"
            )

            #expect(answer.status == 413)
            #expect(answer.text.contains("<h1>") && answer.text.contains("lang=\"en\""))
            #expect(try await house.tally().total == 0)
        }
    }

    @Test(
        "emoji, text from right to left and words of every script stay as they were typed",
        arguments: [
            "🎉👍🏽", "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ ☺️", "مرحبا بكم في الحديقة", "שלום לכולם", "می‌خواهم",
            "नमस्ते", "Größe, œuf, Łódź",
        ]
    )
    func scripts(text: String) async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let id = try await house.say(text, in: &ada)
            let page = try await ada.get("/en/ideas/comments/\(id)").text

            #expect(try await house.find(id)?.comment.text == text)
            #expect(page.contains("<p dir=\"auto\">\(text)</p>"))
        }
    }

    @Test("marks that turn or hide text are taken out, and markup is text")
    func hostile() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let id = try await house.say(
                "a\u{202E}b\u{2066}c\u{200B}d\u{E0041} <script>x</script>\r\n\r\nEnd",
                in: &ada
            )
            let page = try await ada.get("/en/ideas/comments/\(id)").text

            let text = "abcd <script>x</script>\n\nEnd"
            #expect(try await house.find(id)?.comment.text == text)
            #expect(page.contains("&lt;script&gt;x&lt;/script&gt;</p><p dir=\"auto\">End</p>"))
            #expect(!page.contains("<script>x"))
        }
    }

    @Test("addresses are links that nobody vouches for, and what only looks like one is text")
    func links() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            let id = try await house.say(
                "See (https://example.org/a?b=1&c=2). Or https://a@evil.example, javascript://x",
                in: &ada
            )
            let page = try await ada.get("/en/ideas/comments/\(id)").text

            let address = "https://example.org/a?b=1&amp;c=2"
            let link = "<a href=\"\(address)\" rel=\"nofollow ugc noreferrer\">\(address)</a>"
            #expect(page.contains("See (\(link))."))
            #expect(!page.contains("href=\"https://a@") && !page.contains("href=\"javascript"))
        }
    }

    @Test("the same form sent twice is one comment, and a name that is somebody else's is nobody's")
    func twice() async throws {
        try await CommentHouse.run { house in
            var ada = try await house.member("ada@example.org")
            var bob = try await house.member("bob@example.org", name: "Bob")
            let page = try await ada.get(CommentHouse.about)
            let key = try #require(page.value(ofField: "key"))
            let form = [("key", key), ("comment", "Once"), ("stance", "for")]
            let path = CommentHouse.about + "/comments"
            let first = try await ada.post(path, form)
            let again = try await ada.post(path, form)
            let stolen = try await bob.post(path, form)
            let next = try await ada.get(CommentHouse.about).value(ofField: "key")
            // The form of another tab, opened at the same time, says something else.
            let other = try await ada.post(path, [("key", key), ("comment", "And this")])

            #expect(other.status == 303 && other.field("Location") != first.field("Location"))
            #expect(first.status == 303 && first.field("Location") == again.field("Location"))
            #expect(first.field("Location")?.hasSuffix(key) == true)
            #expect(stolen.status == 303 && stolen.field("Location") != first.field("Location"))
            #expect(next != nil && next != key)
            #expect(try await house.tally() == CommentTally(total: 3, inFavour: 2, neutral: 1))
        }
    }
}
