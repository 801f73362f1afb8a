import Kernel
import TestSupport
import Testing
import Text
import Web

@testable import Spaces

/// Goal: what the law asks for is published from a day on, and what was in force once stays readable as it was.
///
/// Method: one page from its first draft to its second version, on a live site whose clock is moved.
@Suite("Legal pages")
struct OfficeLegalTests {
    private static let terms = "/en/admin/institution/legal/terms"

    @Test("a page is written, published from tomorrow on, and keeps its earlier version")
    func versions() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            let begun = try await rosa.submit(Self.terms + "/versions")
            #expect(begun.text.contains("Version 1: draft"))
            let early = try await rosa.post(Self.terms + "/publication", [("number", "1")])
            #expect(early.status == 422 && early.text.contains("in the main language"))
            try await write("## Fair play\n\n<script>alert(1)</script>", in: &rosa)
            let preview = try await rosa.get(Self.terms + "/preview")
            #expect(preview.text.contains("<h2>Fair play</h2>"))
            #expect(preview.text.contains("&lt;script&gt;"))

            let tomorrow = CivilZone.brussels.date(at: house.house.clock.now).adding(days: 1)
            func from(_ date: CivilDate) -> [(String, String)] {
                [
                    ("number", "1"), ("from-day", String(date.day)),
                    ("from-month", String(date.month)), ("from-year", String(date.year)),
                ]
            }
            let past = from(tomorrow.adding(days: -3))
            let late = try await rosa.post(Self.terms + "/publication", past)
            #expect(late.status == 422 && late.text.contains("Choose today or a later day"))
            let mark = try #require(try await rosa.get(Self.terms).value(ofField: "mark"))
            try await write("## Fair play\n\n<script>alert(2)</script>", in: &rosa)
            let unseen = try await rosa.post(
                Self.terms + "/publication",
                from(tomorrow) + [("mark", mark)]
            )
            #expect(unseen.status == 422 && unseen.text.contains("Someone else has changed this"))
            let seen = [("mark", try #require(unseen.value(ofField: "mark")))]
            let coming = try await rosa.submit(Self.terms + "/publication", from(tomorrow) + seen)
            #expect(coming.text.contains("Published."))
            #expect(try await rosa.get(Self.terms + "/texts/en").status == 404)
            var visitor = TestBrowser(at: house.site)
            #expect(try await visitor.get("/en/terms").status == 404)

            house.house.clock.advance(by: .milliseconds(Instant.millisecondsPerDay))
            let first = try await visitor.get("/en/terms")
            #expect(first.status == 200 && first.text.contains("<h2>Fair play</h2>"))
            #expect(first.text.contains("Version 1, in force since"))
            #expect(try await visitor.get("/fr/terms").text.contains("pas été traduit"))
            #expect(try await Set(house.own().look.ownPages.keys) == [.terms])

            rosa = try await house.staff(.administrator, name: "Léa", address: "lea@example.org")
            _ = try await rosa.submit(Self.terms + "/versions")
            try await write("## Fairer play", in: &rosa)
            let fairer = try #require(try await rosa.get(Self.terms).value(ofField: "mark"))
            _ = try await rosa.submit(
                Self.terms + "/publication",
                [("number", "2"), ("mark", fairer)]
            )
            house.house.clock.advance(by: .seconds(2))
            let second = try await visitor.get("/en/terms")
            let old = try await visitor.get("/en/terms/versions/1")
            #expect(second.text.contains("<h2>Fairer play</h2>"))
            #expect(second.text.contains("/en/terms/versions/1"))
            #expect(old.text.contains("no longer in force") && old.text.contains("Fair play"))
            #expect(try await visitor.get("/en/terms/versions/3").status == 404)
        }
    }

    @Test("a text that is too long is kept on the page, and two writers hear of each other")
    func texts() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            let path = "/en/admin/institution/legal/privacy"
            _ = try await rosa.submit(path + "/versions")
            let draft = try await rosa.get(path + "/texts/en")
            #expect(draft.text.contains("## No tracking"))
            let mark = try #require(draft.value(ofField: "mark"))

            let most = MarkdownDocument.maximumBytes
            let long = String(repeating: "é", count: most / 2 + 1)
            let refused = try await rosa.post(
                path + "/texts/en",
                [("mark", mark), ("text", long)]
            )
            #expect(refused.status == 422)
            #expect(refused.text.contains("it has 101 kB, and 100 kB are possible"))
            #expect(refused.text.contains("éééé"))
            let saved = try await rosa.submit(
                path + "/texts/en",
                [("mark", mark), ("text", String(repeating: "a", count: most))]
            )
            #expect(saved.text.contains("The draft has been saved"))
            let late = try await rosa.post(path + "/texts/en", [("mark", mark), ("text", "b")])
            #expect(late.status == 422 && late.text.contains("Someone else has changed this"))
            // Until it is published, everybody reads what comes with the program.
            var visitor = TestBrowser(at: house.site)
            #expect(try await visitor.get("/en/privacy").text.contains("No tracking"))
        }
    }

    private func write(_ text: String, in browser: inout TestBrowser) async throws {
        let page = try await browser.get(Self.terms + "/texts/en")
        let mark = try #require(page.value(ofField: "mark"))
        let saved = try await browser.submit(
            Self.terms + "/texts/en",
            [("mark", mark), ("text", text)]
        )
        #expect(saved.text.contains("The draft has been saved"))
    }
}
