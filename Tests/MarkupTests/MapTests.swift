import Localization
import Testing

@testable import Markup

/// Goal: a state looks as far as it has come, and looks reached only when it is.
///
/// Method: a map of two squares, coloured by shares around each bound.
@Suite("The map")
struct MapTests {
    private let map = EuropeMap(
        width: 20,
        height: 10,
        states: ["AA": .init(label: [5, 5]), "BB": .init(label: [15, 5])]
    )

    @Test(
        "the colour follows the share, and the last one waits for all of it",
        arguments: [
            (-1, 0), (0, 0), (1, 1), (2_499, 1), (2_500, 2), (5_000, 3), (7_500, 4), (9_999, 4),
            (10_000, 5), (99_999, 5),
        ]
    )
    func levels(share: Int, level: Int) throws {
        let html = try draw([.init(code: "AA", text: "A", share: share)])

        #expect(html.text.contains("<use class=\"m\(level)\" href=\"/map.svg#AA\">"))
        #expect(html.text.contains("class=\"tick\"") == (level == 5))
        #expect(html.text.contains("x=\"5\" y=\"5\">AA</text>"))
        #expect(html.text.contains("on-reached") == (level == 5))
    }

    @Test("the picture has a text, each state its own figures, and both are escaped")
    func words() throws {
        let html = try draw([.init(code: "BB", text: "B & Co: <1>", share: 1)])
        let picture = Tag.all(in: html).first { $0["role"] == "img" }

        #expect(picture?["aria-label"] == "A &lt;map&gt;. Sum")
        #expect(html.text.contains("<title>B &amp; Co: &lt;1&gt;</title>"))
        #expect(Tag.all(in: html).filter { $0.name == "li" }.count == 6)
        #expect(html.text.contains("</svg>to 25%</li>"))
    }

    @Test("a state that the map does not have is left out")
    func unknown() throws {
        let html = try draw([.init(code: "ZZ", text: "Z", share: 10_000)])

        #expect(!html.text.contains("<title>") && !html.text.contains("class=\"tick\""))
        #expect(!html.text.contains("<text"))
    }

    private func draw(_ states: [ChoroplethMap.State]) throws -> HTML {
        ChoroplethMap(
            map,
            outlines: Path("/map.svg"),
            states: states,
            title: "A <map>",
            summary: "Sum",
            t: try MarkupWords.translator()
        ).html
    }
}
