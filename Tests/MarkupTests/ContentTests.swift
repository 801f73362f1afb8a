import Localization
import Testing

@testable import Markup

/// Goal: cards, tables and pictures of progress say in words what they show.
///
/// Method: each with text that would be markup, read from the markup.
@Suite("Things on a page")
struct ContentTests {
    @Test("a card has one link, in its heading, in the language of its title")
    func card() {
        let card = Card(
            title: "<More>",
            path: "/a?b=c&d",
            level: 3,
            language: "fr",
            tag: Markup.Tag("Open", kind: .open)
        )
        let anchors = Tag.all(in: card.html).filter { $0.name == "a" }

        #expect(anchors.count == 1)
        #expect(anchors.first?["href"] == "/a?b=c&amp;d" && anchors.first?["lang"] == "fr")
        #expect(card.html.text.contains("<h3><a"))
        #expect(card.html.text.contains("&lt;More&gt;"))
        #expect(card.html.text.contains("<span class=\"tag tag-open\">Open</span>"))
        #expect(!Card(title: "x", path: "/").html.text.contains("tag"))
    }

    @Test("a table keeps its meaning when it becomes cards: headings, and labels in cells")
    func table() {
        let table = DataTable(
            caption: "What",
            columns: [.init("State"), .init("\"Count\"", isNumber: true)],
            rows: [.init(["<i>", "1"]), .init(["B", "2"], isMarked: true)]
        )
        let tags = Tag.all(in: table.html)
        let cells = tags.filter { $0.name == "td" }

        #expect(
            tags.filter { $0.name == "th" }.map { $0["scope"] } == ["col", "col", "row", "row"]
        )
        #expect(cells.map { $0["data-label"] } == ["&quot;Count&quot;", "&quot;Count&quot;"])
        #expect(cells.allSatisfy { $0["class"] == "number" })
        #expect(tags.filter { $0.name == "tr" }.map { $0["class"] } == [nil, nil, "marked"])
    }

    @Test("a timeline says in words what is done, and marks what happens now")
    func timeline() throws {
        let html = Timeline(
            [
                .init(title: "A", detail: "<b>1</b>", state: .done),
                .init(title: "B", state: .current),
                .init(title: "C", state: .ahead),
            ],
            t: try MarkupWords.translator()
        ).html
        let items = Tag.all(in: html).filter { $0.name == "li" }

        #expect(items.map { $0["aria-current"] } == [nil, "step", nil])
        #expect(html.text.split(separator: "(done)").count == 2)
        #expect(html.text.contains("<span class=\"detail\"><b>1</b></span>"))
        #expect(html.text.split(separator: "class=\"detail\"").count == 2)
    }

    @Test(
        "the square is full at the goal and not before, and its first person is seen",
        arguments: [
            (0, 0, 0), (1, 0, 10), (999, 0, 10), (1_000, 0, 10), (2_000, 0, 20), (49_999, 0, 490),
            (50_000, 10, 0), (403_698, 80, 30), (999_999, 190, 490), (1_000_000, 200, 0),
            (5_000_000, 200, 0), (-5, 0, 0),
        ]
    )
    func crowd(count: Int, full: Int, rest: Int) throws {
        let html = CrowdSquare(label: "<so>", value: count, goal: 1_000_000).html
        let rectangles = Tag.all(in: html).filter { $0.name == "rect" }

        #expect(
            rectangles.map { $0["fill"] }.suffix(2) == ["url(#crowd-full)", "url(#crowd-full)"]
        )
        #expect(rectangles[1]["height"] == String(full))
        #expect(rectangles[2]["y"] == String(full) && rectangles[2]["width"] == String(rest))
        #expect(html.text.contains("role=\"img\" aria-label=\"&lt;so&gt;\""))
        #expect(html.text.contains("crowd reached") == (count >= 1_000_000))
    }

    @Test("a stone is read as a name and a share, and is whole only when all is there")
    func stones() throws {
        let html = Stones(
            [
                .init(code: "FR", name: "France", share: 9_999),
                .init(code: "EE", name: "Estonia", share: 14_200),
                .init(code: "MT", name: "Malta", share: 45),
            ],
            t: try MarkupWords.translator()
        ).html
        let fills = Tag.all(in: html).filter { $0["class"] == "fill" }
        let arches = fills.filter { $0["y"] != nil }
        let rows = fills.filter { $0["y"] == nil }

        #expect(arches.map { $0["height"] } == ["99", "100", "0"])
        #expect(rows.map { $0["width"] } == ["99.9%", "100.0%", "0.5%"])
        #expect(html.text.split(separator: "class=\"reached\"").count == 2)
        #expect(html.text.contains("<strong aria-hidden=\"true\">FR</strong>"))
        #expect(html.text.contains("<span class=\"name\">France</span>"))
        #expect(html.text.contains("<span class=\"share-of\">99%"))
        #expect(html.text.contains("<span class=\"share-of\">0.4%"))
    }

    @Test("a dialog is named by its heading, and opener and closer are links without a script")
    func dialog() throws {
        let html = Dialog(
            id: "data",
            opener: "Open",
            title: "<Data>",
            content: "<p>x</p>",
            t: try MarkupWords.translator()
        ).html
        let tags = Tag.all(in: html)
        let dialog = try #require(tags.first { $0.name == "dialog" })

        #expect(tags.contains { $0["id"] == dialog["aria-labelledby"] })
        #expect(
            tags.filter { $0.name == "a" }.map { $0["href"] } == ["#data", "#data-opener"]
        )
        #expect(html.text.contains("&lt;Data&gt;"))
    }

    @Test("an empty state has a heading, a reason and what to do")
    func empty() {
        let html = EmptyState(title: "<None>", text: "a & b", action: "<p>x</p>").html.text

        #expect(html.contains("<h2>&lt;None&gt;</h2>"))
        #expect(html.contains("<p>a &amp; b</p>\n<p>x</p></div>"))
    }
}
