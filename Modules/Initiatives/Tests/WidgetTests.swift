import TestSupport
import Testing

@testable import Initiatives

/// Goal: campaign sites can show an initiative, and can frame nothing but that.
///
/// Method: the widget, the page that gives its code, and every other kind of page, over a socket.
@Suite("On other sites")
struct WidgetTests {
    private static let path = "initiatives/2026-000001"

    @Test("the widget alone may be framed, and can do nothing there but show and link")
    func framed() async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                let widget = try await pages.get("/fr/\(Self.path)/widget?country=ee")
                let policy = try #require(widget.field("Content-Security-Policy"))

                #expect(widget.status == 200)
                #expect(
                    policy.contains("frame-ancestors *") && policy.contains("default-src 'none'")
                )
                #expect(policy.contains("form-action 'none'"))
                #expect(widget.values("Content-Security-Policy").count == 1)
                #expect(widget.field("Set-Cookie") == nil && widget.field("X-Frame-Options") == nil)
                #expect(
                    widget.text.contains(
                        "href=\"/fr/\(Self.path)?country=EE#sign\" target=\"_blank\""
                    )
                )
                #expect(widget.text.contains("Soutenir cette initiative"))
                #expect(!widget.text.contains("<script") && !widget.text.contains("<form"))
                for path in [
                    "/en/", "/en/initiatives", "/en/\(Self.path)", "/en/\(Self.path)/embedding",
                    "/en/\(Self.path)/receipts", "/en/nothing", "/robots.txt", "/sitemap.xml",
                    "/en/initiatives/feed", "/en/initiatives/2026-999999/widget",
                ] {
                    let other = try await pages.get(path)

                    #expect(
                        other.field("Content-Security-Policy")?.contains("frame-ancestors 'none'")
                            == true,
                        "\(path)"
                    )
                }
            }
        }
    }

    @Test("the widget of an initiative that is closed leads to it without a promise")
    func closed() async throws {
        try await InitiativeHouse.run { site in
            try await site.register("2025-000009", from: -500, to: -100)
            try await site.serve { pages in
                let widget = try await pages.get("/en/initiatives/2025-000009/widget?country=XX")
                let other = try await pages.get("/en/\(Self.path)/widget", tenant: "other")

                #expect(widget.text.contains("See this initiative"))
                #expect(widget.text.contains("href=\"/en/initiatives/2025-000009\""))
                #expect(other.status == 404)
            }
        }
    }

    @Test("the code says the language and nationality that were chosen, and is escaped twice")
    func code() async throws {
        try await InitiativeHouse.run { site in
            try await site.register("2026-000002", from: -5, to: 90, title: "\"><script>x</script>")
            try await site.serve { pages in
                let path = "/en/initiatives/2026-000002/embedding"
                let page = try await pages.get(path + "?language=fr&country=PL")
                let wrong = try await pages.get(path + "?language=xx&country=XX")
                let host = "http://eci.localhost:\(pages.port)"
                let linked = try await pages.get("/en/\(Self.path)")

                let widget = "\(host)/fr/initiatives/2026-000002/widget?country=PL"
                #expect(page.text.contains("&lt;iframe src=&quot;\(widget)&quot;"))
                #expect(page.text.contains("\(host)/fr/initiatives/2026-000002?country=PL#sign"))
                #expect(page.text.contains("title=&quot;&amp;quot;&amp;gt;&amp;lt;script&amp;gt;"))
                #expect(!page.text.contains("<script>x"))
                #expect(wrong.text.contains("\(host)/en/initiatives/2026-000002/widget&quot;"))
                #expect(linked.text.contains("href=\"/en/\(Self.path)/embedding\""))
            }
        }
    }
}
