import Kernel
import TestSupport
import Testing

@testable import Web

/// Goal: all readers share one entry for one page, nobody gets around it, and a page that is gone is
/// gone for all of them.
///
/// Method: a live site whose page counts how often it is built, on a clock that stands still.
@Suite("Pages that readers share")
struct SharedPageTests {
    @Test(
        "a page that is no longer there leaves nothing that could stand in when the database is away",
        arguments: [PageError.notFound, .forbidden, .unknownSite, .malformed]
    )
    func gone(error: PageError) async throws {
        try await ServedSite.run { site in
            site.turn(.shared("what was there"))
            let before = try await site.send()
            site.clock.advance(by: .seconds(2))
            site.turn(.refuses(error))
            let said = try await site.send()
            site.turn(.storageFails)

            let later = try await site.send()

            #expect(before.text == "what was there")
            #expect(said.status >= 400 && said.status < 500)
            #expect(later.status == 503 && later.text.contains("error.unavailable.text"))
            #expect(!later.text.contains("what was there"))
        }
    }

    @Test("nor does a page that moved, became private, or is known to be gone by its head alone")
    func movedAway() async throws {
        let changes: [(ServedSite.Mood, String)] = [
            (.moves, "GET"), (.privately("own"), "GET"), (.refuses(.notFound), "HEAD"),
        ]
        for (mood, method) in changes {
            try await ServedSite.run { site in
                _ = try await site.send()
                site.clock.advance(by: .seconds(2))
                site.turn(mood)
                _ = try await site.send(method)
                site.turn(.storageFails)

                #expect(try await site.send().status == 503)
            }
        }
    }

    @Test(
        "every spelling of an address is the same page",
        arguments: [
            "/en/page?", "/en//page/", "//en/page", "/en/%70age", "/en/page?junk=1",
            "/en/page?junk",
            "/en/page?utm_source=x&fbclid=y", "/en/page?q=&country=", "/en/page#part",
            "http://eci.example/en/page", "HTTP://ECI.example:80/en/page",
            "https://eci.example./en/page?junk=1",
        ]
    )
    func spellings(path: String) async throws {
        try await ServedSite.run { site in
            _ = try await site.send(host: "eci.example")

            let answer = try await site.send("GET", path, host: "eci.example")

            #expect(answer.status == 200 && answer.text == "one")
            #expect(site.builds == 1)
        }
    }

    @Test(
        "every spelling of a host is the same site",
        arguments: [
            "ECI.example", "eci.example.", "eci.example:8080", "Eci.Example.:443", "eci.example:",
        ]
    )
    func hosts(host: String) async throws {
        try await ServedSite.run { site in
            _ = try await site.send(host: "eci.example")

            #expect(try await site.send(host: host).status == 200)
            #expect(site.builds == 1)
        }
    }

    @Test("values of the same query are one page in any order, and another value another page")
    func queries() async throws {
        try await ServedSite.run { site in
            for path in [
                "/en/page?q=a&country=BE", "/en/page?country=BE&x=1&q=a&q=b",
                "/en/page?q=+a&country=BE",
            ] {
                _ = try await site.send("GET", path)
            }
            #expect(site.builds == 1)

            _ = try await site.send("GET", "/en/page?q=b&country=BE")

            #expect(site.builds == 2)
        }
    }

    @Test(
        "cookies that are no session's lead to the same page, and a browser is told to forget a dead one",
        arguments: [
            "junk=1", "a=b; c=d", "session", "session=", "session=x", "theme=dark; session=y; z",
            "__Host-session=1", "=;=;;", "Session=known",
        ]
    )
    func cookies(cookie: String) async throws {
        try await ServedSite.run { site in
            _ = try await site.send()

            let answer = try await site.send(fields: [("Cookie", cookie)])

            #expect(answer.text == "one" && site.builds == 1)
            let clears = answer.field("set-cookie")?.hasPrefix("session=;") == true
            #expect(clears == (site.sessionReads > 0))
            #expect(!clears || answer.field("cache-control") == "private, no-cache")
        }
    }

    @Test("somebody with a session gets the page that all share, for their browser alone to keep")
    func session() async throws {
        try await ServedSite.run { site in
            let first = try await site.send(fields: [("Cookie", "session=known")])
            site.turn(.shared("two"))

            let own = try await site.send(fields: [("Cookie", "session=known")])
            let other = try await site.send()

            for answer in [first, own] {
                #expect(answer.text == "one")
                #expect(answer.field("cache-control") == "private, no-cache")
            }
            #expect(other.text == "one" && site.builds == 1)
        }
    }

    /// The page is chosen by the best language, so the key must be too, whatever stands first.
    @Test(
        "whoever prefers another language than they name first does not change the page of others"
    )
    func languages() async throws {
        try await ServedSite.run { site in
            site.turn(.tellsReader)
            func ask(_ header: String) async throws -> String {
                let fields = [("Accept-Language", header)]
                return try await site.send("GET", "/en/ideas", fields: fields).text
            }

            let belgian = try await ask("en;q=0.1, fr-BE;q=0.9")
            let english = try await ask("en, fr-BE;q=0.9")
            let long = try await ask("sl-rozaj-biske-BE-1994, en")

            #expect(belgian.hasPrefix("BE ") && !english.hasPrefix("BE "))
            #expect(long.hasPrefix("BE "))
            #expect(site.builds == 2, "there are two groups of readers, and two pages")
            for number in 0..<20 { _ = try await ask("x\(number), y-\(number);q=0.3") }
            #expect(site.builds == 2)
        }
    }

    @Test("a page sees nothing of a request that its key does not hold")
    func nothingElse() async throws {
        try await ServedSite.run { site in
            site.turn(.tellsReader)

            let answer = try await site.send(
                "GET",
                "/en/page?junk=evil&q=a%26b&country=BE",
                host: "WWW.eci.example:9999",
                fields: [
                    ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "http"),
                    ("X-Original-URL", "/evil"), ("Forwarded", "host=evil.example"),
                ]
            )

            #expect(
                answer.text
                    == " /page?q=a%26b&amp;country=BE https://www.eci.example/x https://eci.example/y a&amp;b "
            )
        }
    }
}
