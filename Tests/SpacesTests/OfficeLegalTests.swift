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
    private static let privacy = "/en/admin/institution/legal/privacy"

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
            #expect(unseen.text.contains("<h2>Nothing was saved</h2>"))
            #expect(!unseen.text.contains("aria-invalid"))
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
            #expect(late.text.contains("<h2>Nothing was saved</h2>"))
            #expect(!late.text.contains("aria-invalid"))
            // Until it is published, everybody reads what comes with the program.
            var visitor = TestBrowser(at: house.site)
            #expect(try await visitor.get("/en/privacy").text.contains("No tracking"))
        }
    }

    @Test(
        "a page in force gives way to the program's text from a day on, and until then minds may change"
    )
    func givesWay() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            var visitor = TestBrowser(at: house.site)
            let nothing = try await rosa.post(Self.privacy + "/built-in")
            #expect(nothing.status == 422 && nothing.text.contains("no longer possible"))
            _ = try await rosa.submit(Self.privacy + "/versions")
            try await write("## Ours", of: Self.privacy, in: &rosa)
            #expect(try await rosa.post(Self.privacy + "/built-in").status == 422)
            _ = try await publish("1", at: nil, in: &rosa)
            house.house.clock.advance(by: .seconds(2))
            #expect(try await visitor.get("/en/privacy").text.contains("<h2>Ours</h2>"))

            let turned = try await rosa.submit(Self.privacy + "/built-in")
            #expect(turned.text.contains("Version 2: draft: the text that comes with the program"))
            #expect(try await rosa.get(Self.privacy + "/preview").text.contains("No tracking"))
            #expect(try await rosa.get(Self.privacy + "/texts/en").status == 404)
            let own = try await rosa.submit(Self.privacy + "/own")
            #expect(own.status == 200 && own.text.contains("The draft has been saved"))
            #expect(try await rosa.get(Self.privacy + "/texts/en").text.contains("## Ours"))
            _ = try await rosa.submit(Self.privacy + "/built-in")
            let tomorrow = CivilZone.brussels.date(at: house.house.clock.now).adding(days: 1)
            let coming = try await publish("2", at: tomorrow, in: &rosa)
            #expect(coming.text.contains("Published."))
            #expect(try await visitor.get("/en/privacy").text.contains("<h2>Ours</h2>"))

            house.house.clock.advance(by: .milliseconds(Instant.millisecondsPerDay))
            let builtIn = try await visitor.get("/en/privacy")
            #expect(builtIn.text.contains("No tracking") && !builtIn.text.contains("Ours"))
            #expect(builtIn.text.contains("href=\"/en/privacy/versions/1\""))
            #expect(builtIn.text.contains(": the text that comes with the program</li>"))
            #expect(try await visitor.get("/en/privacy/versions/2").status == 404)
            let old = try await visitor.get("/en/privacy/versions/1")
            #expect(old.text.contains("no longer in force") && old.text.contains("Ours"))
            let look = try await house.own().look
            #expect(!look.hasOwnPage(.privacy, at: house.house.clock.now))
            #expect(look.ownPages[.privacy]?.map(\.number) == [2, 1])

            rosa = try await house.staff(.administrator, name: "Léa", address: "lea@example.org")
            #expect(try await rosa.post(Self.privacy + "/built-in").status == 422)
            _ = try await rosa.submit(Self.privacy + "/versions")
            #expect(try await rosa.get(Self.privacy + "/texts/en").text.contains("## No tracking"))
        }
    }

    @Test("a page that the program has no text for does not give way")
    func nothingToGiveWayTo() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            _ = try await rosa.submit(Self.terms + "/versions")
            try await write("## Fair play", in: &rosa)
            let mark = try #require(try await rosa.get(Self.terms).value(ofField: "mark"))
            _ = try await rosa.submit(
                Self.terms + "/publication",
                [("number", "1"), ("mark", mark)]
            )

            let page = try await rosa.get(Self.terms)

            #expect(!page.text.contains("/built-in"))
            #expect(try await rosa.post(Self.terms + "/built-in").status == 422)
        }
    }

    /// Publishes a version of the privacy page as it is shown, today where no day is named.
    private func publish(
        _ number: String,
        at day: CivilDate?,
        in browser: inout TestBrowser
    ) async throws -> HTTPAnswer {
        let mark = try #require(try await browser.get(Self.privacy).value(ofField: "mark"))
        let from = day.map { date in
            [
                ("from-day", String(date.day)), ("from-month", String(date.month)),
                ("from-year", String(date.year)),
            ]
        }
        return try await browser.submit(
            Self.privacy + "/publication",
            [("number", number), ("mark", mark)] + (from ?? [])
        )
    }

    private func write(
        _ text: String,
        of legal: String = Self.terms,
        in browser: inout TestBrowser
    ) async throws {
        let page = try await browser.get(legal + "/texts/en")
        let mark = try #require(page.value(ofField: "mark"))
        let saved = try await browser.submit(
            legal + "/texts/en",
            [("mark", mark), ("text", text)]
        )
        #expect(saved.text.contains("The draft has been saved"))
    }
}
