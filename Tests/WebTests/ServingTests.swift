import TestSupport
import Testing

/// Goal: pages are built as rarely as they may be, and read even when they cannot be built.
///
/// Method: a live site whose page counts how often it is built, on a clock that stands still.
@Suite("Serving pages")
struct ServingTests {
    @Test("a shared page is built once for all readers of a second")
    func once() async throws {
        try await ServedSite.run { site in
            let first = try await site.send()
            site.turn(.shared("two"))
            let second = try await site.send()
            site.clock.advance(by: .seconds(1))
            let third = try await site.send()

            #expect([first, second, third].map(\.text) == ["one", "one", "two"])
            #expect(site.builds == 2)
        }
    }

    @Test("asking for the head of an old page does not keep readers from the new one")
    func head() async throws {
        try await ServedSite.run { site in
            _ = try await site.send()
            site.turn(.shared("two"))
            site.clock.advance(by: .seconds(2))

            let head = try await site.send("HEAD")
            site.clock.advance(by: .seconds(2))
            let page = try await site.send()

            #expect(head.status == 200 && head.body == [])
            #expect(page.text == "two")
        }
    }

    @Test("a page that becomes private, or moves, does not keep readers from its old form for long")
    func becomesPrivate() async throws {
        try await ServedSite.run { site in
            _ = try await site.send()
            site.clock.advance(by: .seconds(2))
            site.turn(.privately("two"))
            let own = try await site.send()
            site.turn(.shared("three"))

            #expect(own.text == "two")
            #expect(try await site.send().text == "three")
        }
    }

    @Test("a private page is built for each reader, and nobody may keep it")
    func privately() async throws {
        try await ServedSite.run { site in
            site.turn(.privately("one"))

            let answers = [try await site.send(), try await site.send()]

            #expect(site.builds == 2)
            #expect(
                answers.allSatisfy {
                    $0.field("cache-control") == "no-store" && $0.field("etag") == nil
                }
            )
        }
    }

    @Test("when a page cannot be built, its last form is read, and the next reader tries again")
    func standIn() async throws {
        try await ServedSite.run { site in
            _ = try await site.send()
            for mood in [ServedSite.Mood.storageFails, .fails] {
                site.clock.advance(by: .seconds(2))
                site.turn(mood)

                let answer = try await site.send()

                #expect(answer.status == 200 && answer.text == "one")
            }
            site.turn(.shared("two"))
            #expect(try await site.send().text == "two")
        }
    }

    @Test(
        "a page that was never built says when to come back, or that something is wrong; no details"
    )
    func faults() async throws {
        try await ServedSite.run { site in
            site.turn(.storageFails)
            let away = try await site.send()
            site.turn(.fails)
            let wrong = try await site.send()

            #expect(away.status == 503 && away.field("retry-after") != nil)
            #expect(wrong.status == 500 && wrong.text.contains("A fault"))
            for answer in [away, wrong] {
                #expect(!answer.text.contains("secret") && !answer.text.contains("Fault()"))
                #expect(answer.field("cache-control") == "no-store")
                #expect(answer.field("content-security-policy") != nil)
            }
        }
    }

    @Test("an address without a language leads to the one with it, and a write does not")
    func language() async throws {
        try await ServedSite.run { site in
            let read = try await site.send("GET", "/page?x=1")
            let written = try await site.send("POST", "/form")

            #expect(read.status == 302 && read.field("location") == "/en/page?x=1")
            #expect(
                read.field("vary") == "Accept-Language" && read.field("cache-control") == "no-store"
            )
            #expect(written.status == 404)
        }
    }

    @Test("an unknown host, page or method is told so, and what the page allows")
    func refusals() async throws {
        try await ServedSite.run { site in
            #expect(try await site.send("GET", "/en/page", host: "evil.example").status == 404)
            #expect(try await site.send("GET", "/en/nothing").status == 404)
            let method = try await site.send("POST", "/en/page")
            #expect(method.status == 405 && method.field("allow") == "GET, HEAD")
            #expect(try await site.send("GET", "/en/form").status == 405)
            #expect(try await site.send("GET", "/en/page?x=%zz").status == 400)
        }
    }

    @Test("writes are answered by another page, counted by network, and refused from other sites")
    func writes() async throws {
        try await ServedSite.run { site in
            let foreign = try await site.send(
                "POST",
                "/en/form",
                fields: [("Origin", "https://evil.example")]
            )
            let answers = [
                try await site.send("POST", "/en/form"), try await site.send("POST", "/en/form"),
                try await site.send("POST", "/en/form"),
            ]

            #expect(foreign.status == 403)
            #expect(answers.map(\.status) == [303, 303, 429])
            #expect(answers[2].field("retry-after") == "1")
            #expect(answers.allSatisfy { $0.field("set-cookie") == nil })
        }
    }
}
