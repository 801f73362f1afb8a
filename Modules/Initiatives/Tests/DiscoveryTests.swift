import TestSupport
import Testing

@testable import Initiatives

/// Goal: what is public is found, under one address for each language, and nothing else is.
///
/// Method: the files that machines ask for, over a socket.
@Suite("Being found")
struct DiscoveryTests {
    @Test("robots are told where the list of pages is")
    func robots() async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                let robots = try await pages.get("/robots.txt")
                let portal = try await HTTPExchange(port: pages.port).get("/robots.txt")

                #expect(robots.status == 200)
                #expect(robots.field("Content-Type") == "text/plain; charset=utf-8")
                #expect(
                    robots.text.contains("Sitemap: http://eci.localhost:\(pages.port)/sitemap.xml")
                )
                #expect(portal.status == 200 && portal.text == "User-agent: *\nDisallow:\n")
                #expect(portal.field("Content-Type") == "text/plain; charset=utf-8")
            }
        }
    }

    @Test("every public page is listed in each language, with the others beside it")
    func sitemap() async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                let list = try await pages.get("/sitemap.xml")
                let other = try await pages.get("/sitemap.xml", tenant: "other")
                let host = "http://eci.localhost:\(pages.port)"

                #expect(list.field("Content-Type") == "application/xml; charset=utf-8")
                for path in [
                    "", "privacy", "initiatives", "initiatives/rules", "initiatives/2026-000001",
                ] {
                    for language in ["en", "fr"] {
                        let address = "\(host)/\(language)/\(path)"
                        let link = "hreflang=\"\(language)\" href=\"\(address)\""

                        #expect(list.text.contains("<loc>\(address)</loc>"))
                        #expect(list.text.contains(link))
                    }
                }
                #expect(!list.text.contains("receipts"))
                #expect(!other.text.contains("2026-000001"))
                #expect(try await pages.get("/sitemaps/2.xml").status == 404)
            }
        }
    }

    @Test("a long list is cut, and an index names its parts, without gaps or repeats")
    func index() async throws {
        try await InitiativeHouse.run { site in
            for number in 1..<1010 {
                try await site.register("2025-\(100_000 + number)", from: -30, to: 30)
            }
            try await site.serve { pages in
                let index = try await pages.get("/sitemap.xml")
                let first = try await pages.get("/sitemaps/1.xml")
                let second = try await pages.get("/sitemaps/2.xml")
                let both = (first.text + second.text).split(separator: "<loc>").dropFirst(1)
                let found = Set(both.filter { $0.hasPrefix("http") })

                #expect(index.text.contains("<sitemapindex"))
                #expect(index.text.contains("/sitemaps/2.xml</loc>"))
                #expect(!index.text.contains("/sitemaps/3.xml"))
                #expect(first.text.split(separator: "<url>").count == 2001)
                #expect(second.text.split(separator: "<url>").count == 2 * 17 + 1)
                #expect(found.count >= 2030)
                for path in ["0.xml", "3.xml", "01.xml", "-1.xml", "x.xml", "1", "9999999999.xml"] {
                    #expect(try await pages.get("/sitemaps/" + path).status == 404, "\(path)")
                }
            }
        }
    }

    @Test("the feed has the newest first, names that stay, and text that is escaped")
    func feed() async throws {
        try await InitiativeHouse.run { site in
            try await site.register(
                "2026-000007",
                from: -5,
                to: 90,
                title: "Bread & <b>roses</b>",
                objectives: "A bell \u{7} rings."
            )
            try await site.serve { pages in
                let feed = try await pages.get("/en/initiatives/feed")
                let french = try await pages.get("/fr/initiatives/feed")
                let other = try await pages.get("/en/initiatives/feed", tenant: "other")
                let list = try await pages.get("/en/initiatives")
                let page = try await pages.get("/en/initiatives/2026-000007")
                let host = "http://eci.localhost:\(pages.port)"
                let ids = { (text: String) in
                    text.split(separator: "<id>").dropFirst().map { $0.prefix { $0 != "<" } }
                }

                #expect(feed.field("Content-Type") == "application/atom+xml; charset=utf-8")
                #expect(feed.text.contains("Bread &amp; &lt;b&gt;roses&lt;/b&gt;"))
                #expect(feed.text.contains("A bell  rings."))
                #expect(feed.text.contains("href=\"\(host)/en/initiatives/2026-000007\""))
                #expect(feed.text.split(separator: "<entry>").count == 3)
                let newest = try #require(feed.text.firstRange(of: "2026-000007"))
                let oldest = try #require(feed.text.firstRange(of: "2026-000001"))
                #expect(newest.lowerBound < oldest.lowerBound)
                #expect(Set(ids(feed.text) + ids(french.text)).count == 6)
                #expect(ids(feed.text).allSatisfy { $0.hasPrefix("urn:uuid:") && $0.count == 45 })
                #expect(other.text.split(separator: "<entry>").count == 1)
                for html in [list.text, page.text] {
                    #expect(html.contains("type=\"application/atom+xml\""))
                    #expect(html.contains("href=\"/en/initiatives/feed\""))
                }
            }
        }
    }

    @Test("whoever links to an initiative shows its title, text, language and picture")
    func social() async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                let path = "/fr/initiatives/2026-000001"
                let page = try await pages.get(path + "?country=EE")
                let thanks = try await pages.get(path + "/receipts/0")
                let host = "http://eci.localhost:\(pages.port)"

                for meta in [
                    "property=\"og:title\" content=\"More benches in parks\"",
                    "property=\"og:description\" content=\"A bench for everyone.\"",
                    "property=\"og:url\" content=\"\(host)\(path)\"",
                    "property=\"og:locale\" content=\"fr_FR\"",
                    "property=\"og:locale:alternate\" content=\"en_GB\"",
                    "property=\"og:image\" content=\"\(host)/api/v1/initiatives/2026-000001/preview\"",
                    "property=\"og:image:width\" content=\"1200\"",
                    "property=\"og:image:alt\" content=\"0 déclarations de soutien sur 1\u{202F}000\u{202F}000",
                    "name=\"twitter:card\" content=\"summary_large_image\"",
                ] {
                    #expect(page.text.contains(meta), "\(meta)")
                }
                #expect(!thanks.text.contains("og:"))
            }
        }
    }
}
