import Kernel
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: an institution orders its home page, and what can be done now stands first whatever it says.
///
/// Method: one form sent to a live site with two spaces, and the page that visitors get.
@Suite("Home page in the back office")
struct OfficeHomeTests {
    private static let path = "/en/admin/institution/home"

    @Test("order, figures and text are set together, refused beside their field, and shown")
    func form() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            let first = try await rosa.get(Self.path)
            #expect(first.text.contains("Suggestions so far (0)"))
            let mark = try #require(first.value(ofField: "mark"))
            func fields(figures: [String], text: String) -> [(String, String)] {
                [
                    ("mark", mark), ("place-1", "2"), ("place-2", "1"), ("text-en", text),
                    ("text-fr", ""),
                ] + figures.enumerated().map { ("figure-\($0.offset + 1)", $0.element) }
            }

            for (figures, text, words) in [
                (["1/all", "1/all"], "Hello", "Choose each figure once"),
                (["9/all"], "Hello", "Choose each figure once"),
                (["1/invented"], "Hello", "Choose each figure once"),
                ([], String(repeating: "a", count: Limits.homeTextBytes + 1), "it has 11 kB"),
            ] {
                let answer = try await rosa.post(Self.path, fields(figures: figures, text: text))
                #expect(answer.status == 422 && answer.text.contains(words), "\(words)")
                #expect(answer.text.contains(text), "\(words)")
            }
            let wish = fields(figures: ["1/all"], text: "## Hello\n\n<b>All</b>")
            #expect(try await rosa.submit(Self.path, wish).text.contains("Saved."))
            let late = try await rosa.post(Self.path, wish)
            #expect(late.status == 422 && late.text.contains("Someone else has changed this"))
            #expect(late.text.contains("<h2>Nothing was saved</h2>"))
            #expect(!late.text.contains("aria-invalid"))

            let next = try #require(try await rosa.get(Self.path).value(ofField: "mark"))
            let silent = try await rosa.post(Self.path, [("mark", next), ("figure-1", "1/all")])
            #expect(silent.status == 303)
            let today = try await rosa.get("/en/admin").text
            #expect(today.contains("Text of the home page") && today.contains("Français"))

            #expect(try await house.own().spaces.map(\.id.number) == [2, 1])
            var visitor = TestBrowser(at: house.site)
            let home = try await visitor.get("/fr/").text
            #expect(home.contains("<dt>Suggestions so far</dt><dd>0</dd>"))
            #expect(home.contains("lang=\"en\"") && home.contains("<h2>Hello</h2>"))
            #expect(home.contains("&lt;b&gt;All"))
        }
    }

    @Test("what can be done now stands before what is over, else the institution's order holds")
    func order() {
        let now = Instant(milliseconds: 1000)
        let over = Phase("over", features: ["propose"], closesAt: now)
        let open = Phase("open", features: ["propose"])
        let spaces = [[over], [open], [open], []].enumerated().map { index, phases in
            Space(
                id: Space.ID(index + 1),
                slug: "space-\(index)",
                module: "suggestions",
                state: .published,
                phases: phases
            )
        }

        let shown = SitePages.openFirst(spaces, at: now)

        #expect(shown.map(\.id.number) == [2, 3, 1, 4])
    }
}
