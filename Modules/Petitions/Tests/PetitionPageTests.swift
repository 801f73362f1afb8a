import Kernel
import TestSupport
import Testing
import Text
import Web

@testable import Petitions

/// Goal: whoever comes to a petition sees at once what it asks, how far it is, and how to sign it.
///
/// Method: its pages over a socket, in each state that readers meet.
@Suite("Pages of petitions")
struct PetitionPageTests {
    @Test("title, way to sign and count stand first, in this order, before everything else")
    func first() async throws {
        try await PetitionGround.run { ground in
            try await ground.add(
                "More benches",
                threshold: 5000,
                signatures: 1234,
                settings: PetitionGround.byEmail
            )
            try await ground.serve { pages in
                let page = try await pages.get("/en/petitions/1")
                let order = [
                    "<h1 lang=\"en\" dir=\"auto\">More benches</h1>", "Sign this petition",
                    "data-live=\"/api/v1/petitions/1/counts\"",
                    "<strong data-live-count>1,234</strong>", "signatures, of 5,000 needed",
                    "A bench for everyone.", "id=\"sign\"", "href=\"/en/petitions/1/signature\"",
                    "We send you an email.", "What has happened",
                ]
                let places = Self.places(of: order, in: page.text)

                #expect(page.status == 200)
                #expect(places.count == order.count && places == places.sorted())
                #expect(page.field("Cache-Control")?.hasPrefix("public") == true)
                #expect(page.text.contains("js/live.js"))
                let french = try await pages.get("/fr/petitions/1").text
                #expect(french.contains("<strong data-live-count>1\u{202F}234</strong>"))
            }
        }
    }

    @Test("without anybody who proves who signs, the page says so and offers no button")
    func nobody() async throws {
        try await PetitionGround.run(isInDevelopment: false) { ground in
            try await ground.add("More benches")
            try await ground.serve { pages in
                let page = try await pages.get("/en/petitions/1").text
                #expect(page.contains("It cannot be signed yet"))
                #expect(!page.contains("/petitions/1/signature\""))
                #expect(!page.contains("/sign-in/providers/"))
            }
        }
    }

    /// Where each stands first in what the page says, behind its head.
    private static func places(of parts: [String], in page: String) -> [String.Index] {
        guard let start = page.firstRange(of: "<main")?.lowerBound else { return [] }
        return parts.compactMap { page[start...].firstRange(of: $0)?.lowerBound }
    }

    @Test("text is Markdown without links and pictures, and nothing in it is markup")
    func text() async throws {
        try await PetitionGround.run { ground in
            try await ground.add(
                "<b>Bold</b> & more",
                body: "# Why\n\n**Now** <script>x</script> [here](https://example.org) ![p](/x.png)"
            )
            try await ground.serve { pages in
                let page = try await pages.get("/en/petitions/1").text
                #expect(page.contains("&lt;b&gt;Bold&lt;/b&gt; &amp; more</h1>"))
                #expect(page.contains("<h3>Why</h3>") && page.contains("<strong>Now</strong>"))
                #expect(page.contains("&lt;script&gt;"))
                #expect(!page.contains("https://example.org") && !page.contains("/x.png"))
            }
        }
    }

    @Test("what nobody published is at no address; what was refused is, with its reason")
    func hidden() async throws {
        try await PetitionGround.run { ground in
            try await ground.add("Shown", "refuse") {
                $0.refusal = Petition.Refusal(
                    reason: "duplicate",
                    texts: ["en": "There is one on the same."],
                    isTextHidden: false
                )
            }
            try await ground.add("Rude words", body: "Ruder ones.", "refuse") {
                $0.refusal = Petition.Refusal(reason: "offence", texts: [:], isTextHidden: true)
            }
            try await ground.serve { pages in
                let shown = try await pages.get("/en/petitions/1").text
                #expect(shown.contains("Shown</h1>") && shown.contains("There is one on the same."))
                #expect(shown.contains("It was not published"))
                let hidden = try await pages.get("/en/petitions/2").text
                #expect(hidden.contains("<h1>Petition no. 2</h1>"))
                #expect(hidden.contains("Its text is not shown"))
                for path in ["", "?state=refused", "/feed"] {
                    let text = try await pages.get("/en/petitions" + path).text
                    #expect(!text.contains("Rude"), "\(path)")
                }
                for path in ["2", "2/counts", "list.json?state=refused", "list.csv?state=refused"] {
                    let answer = try await pages.get("/api/v1/petitions/" + path)
                    #expect(answer.status == 200, "\(path)")
                    #expect(!answer.text.contains("Rud"), "\(path)")
                }
                // Whoever reports something sees it whole: not what was kept from readers.
                let report = try await pages.get("/en/reports/spaces/1/petition/2")
                #expect(report.status == 404 && !report.text.contains("Rud"))
                let other = try await pages.get("/en/reports/spaces/1/petition/1")
                #expect(other.status == 200 && other.text.contains("Shown"))
                for path in ["2/widget", "2/poster", "2/embedding", "3", "0", "01", "x"] {
                    #expect(try await pages.get("/en/petitions/" + path).status == 404, "\(path)")
                }
            }
        }
    }

    @Test("what the institution decided stands before the text, and nothing can be signed any more")
    func decided() async throws {
        try await PetitionGround.run { ground in
            try await ground.add("More benches", "take-up", "decide") {
                $0.decision = Petition.Decision(
                    kind: "debate",
                    day: 20_000,
                    url: "https://example.org/answer",
                    texts: ["en": "We will debate it."]
                )
            }
            try await ground.serve { pages in
                let page = try await pages.get("/en/petitions/1").text
                let order = [
                    "The institution’s answer", "We will debate it.", "A bench for everyone.",
                    "The institution has answered",
                ]
                let places = Self.places(of: order, in: page)
                #expect(places.count == order.count && places == places.sorted())
                #expect(page.contains("href=\"https://example.org/answer\""))
                #expect(!page.contains("data-live="))
            }
        }
    }

    @Test("the rules say what the space has set, step by step")
    func rules() async throws {
        try await PetitionGround.run { ground in
            try await ground.serve { pages in
                let rules = try await pages.get("/en/petitions/rules").text
                #expect(rules.contains("With 100,000 signatures"))
                #expect(rules.contains("signed for 6 months"))
                #expect(rules.contains("Within 15 days"))
                #expect(rules.contains("<ol class=\"prose workflow\">"))
                #expect(try await pages.get("/fr/petitions/rules").status == 200)
            }
        }
    }

    @Test(
        "a frame shows the count and can do nothing else; its code and its sheet lead to the page"
    )
    func frames() async throws {
        try await PetitionGround.run { ground in
            try await ground.add(
                "More benches",
                threshold: 200,
                signatures: 50,
                settings: PetitionGround.byEmail
            )
            try await ground.serve { pages in
                let widget = try await pages.get("/en/petitions/1/widget")
                let policy = try #require(widget.field("Content-Security-Policy"))
                #expect(
                    policy.contains("frame-ancestors *") && policy.contains("form-action 'none'")
                )
                #expect(widget.text.contains("25%") && widget.text.contains("<strong>50</strong>"))
                #expect(!widget.text.contains("<script"))

                let code = try await pages.get("/en/petitions/1/embedding?language=fr").text
                let host = "http://eci.localhost:\(pages.port)"
                #expect(code.contains("&lt;iframe src=&quot;\(host)/fr/petitions/1/widget&quot;"))

                let sheet = try await pages.get("/en/petitions/1/poster").text
                #expect(sheet.contains("class=\"qr-code\""))
                #expect(sheet.contains("\(host)/en/petitions/1</p>"))
            }
        }
    }

    @Test("programs get counts, everything public, the list in parts and as a table, and news")
    func data() async throws {
        try await PetitionGround.run { ground in
            try await ground.add("=1+1", threshold: 200, daysAgo: 1, signatures: 50)
            try await ground.add("Trains", threshold: 200)
            try await ground.serve { pages in
                let counts = try await pages.get("/api/v1/petitions/1/counts")
                #expect(counts.field("Access-Control-Allow-Origin") == "*")
                #expect(counts.text.contains("\"signatures\":50"))
                #expect(counts.text.contains("\"threshold\":200"))
                #expect(counts.text.contains("\"state\":\"collecting\""))

                let whole = try await pages.get("/api/v1/petitions/1").text
                #expect(whole.contains("\"step\":\"publish\""))
                #expect(whole.contains("\"text\":\"A bench for everyone.\""))
                #expect(!whole.contains("\"author\""))

                let list = try await pages.get("/api/v1/petitions/list.json").text
                #expect(list.contains("\"title\":\"Trains\""))
                #expect(list.contains("\"open\":2"))
                #expect(!list.contains("\"after\""))

                let table = try await pages.get("/api/v1/petitions/list.csv")
                let lines = table.text.split(separator: "\r\n")
                #expect(table.field("Content-Type") == "text/csv; charset=utf-8")
                #expect(lines.count == 3)
                // A spreadsheet runs nothing of what somebody called a petition.
                #expect(lines[2].hasPrefix("\"1\",\"'=1+1\",\"en\",\"collecting\""))

                let feed = try await pages.get("/en/petitions/feed")
                #expect(feed.field("Content-Type") == "application/atom+xml; charset=utf-8")
                let newest = try #require(feed.text.firstRange(of: "Trains"))
                let oldest = try #require(feed.text.firstRange(of: "=1+1"))
                #expect(newest.lowerBound < oldest.lowerBound)
                let map = try await pages.get("/sitemap.xml").text
                #expect(map.contains("/en/petitions/2</loc>"))
                #expect(map.contains("/fr/petitions/rules</loc>"))
            }
        }
    }
}
