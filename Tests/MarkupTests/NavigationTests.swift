import Localization
import Testing

@testable import Markup

/// Goal: whoever cannot see a page still hears where they are and where they can go.
///
/// Method: each way through a site, read from the markup.
@Suite("Ways through a site")
struct NavigationTests {
    private let links = [
        NavigationLink(path: "/a", label: "<A>"),
        NavigationLink(path: "/b", label: "B", isCurrent: true),
    ]

    @Test("a breadcrumb has a name, and the page itself is its last word")
    func breadcrumb() throws {
        let html = Breadcrumb(above: [links[0]], current: "C & D", t: try t()).html
        let tags = Tag.all(in: html)

        #expect(tags.first?.name == "nav" && tags.first?["aria-label"] == "Here")
        #expect(tags.filter { $0.name == "a" }.map { $0["href"] } == ["/a"])
        #expect(html.text.contains("<li aria-current=\"page\">C &amp; D</li>"))
        #expect(html.text.contains("&lt;A&gt;"))
    }

    @Test("tabs are links, and the present one says so")
    func tabs() {
        let tags = Tag.all(in: Tabs(label: "Parts", links: links).html)

        #expect(tags.first?["aria-label"] == "Parts")
        #expect(tags.filter { $0.name == "a" }.map { $0["aria-current"] } == [nil, "page"])
        #expect(tags.allSatisfy { $0["role"] == nil })
    }

    @Test(
        "a menu that folds stands behind what unfolds it, and no script or state of its own is needed"
    )
    func folds() throws {
        let tabs = Tabs(label: "Parts", links: links)
        let html: HTML = "<div>\(MenuFold("Office: B & C"))\(tabs)</div>"

        #expect(tabs.current == "B" && Tabs(label: "Parts", links: [links[0]]).current == nil)
        #expect(
            html.text.contains(
                "<details class=\"fold\"><summary>Office: B &amp; C</summary></details><nav"
            )
        )
        for count in 1...3 {
            let header = SiteHeader(
                name: "A",
                home: "/en/",
                mark: SiteHeader.Mark(path: "/mark.svg", width: 36, height: 36),
                menu: Array(repeating: links[0], count: count),
                languages: LanguageMenu(choices: [], t: try t()),
                t: try t()
            ).html
            #expect(header.text.contains("<summary>Ways</summary></details><ul>") == (count > 1))
        }
    }

    @Test("choices are links that say how much they show, and which of them is shown")
    func choices() {
        let html = Choices(
            label: "Which",
            choices: [.init(links[0], count: "1,234"), .init(links[1])]
        ).html
        let tags = Tag.all(in: html)

        #expect(tags.first?.name == "nav" && tags.first?["aria-label"] == "Which")
        #expect(tags.filter { $0.name == "a" }.map { $0["aria-current"] } == [nil, "true"])
        #expect(tags.filter { $0.name == "a" }.map { $0["href"] } == ["/a", "/b"])
        #expect(html.text.contains("&lt;A&gt; <span>1,234</span>"))
        #expect(tags.count { $0.name == "span" } == 1)
    }

    @Test("of the steps, those behind are done in words, and one is the present one")
    func stepper() throws {
        let html = Stepper(steps: ["One", "Two", "Three"], current: 1, t: try t()).html
        let items = Tag.all(in: html).filter { $0.name == "li" }
        let all = Stepper(steps: ["One", "Two"], current: 2, t: try t()).html

        #expect(items.map { $0["aria-current"] } == [nil, "step", nil])
        #expect(items.map { $0["class"] } == ["done", nil, nil])
        #expect(html.text.contains("One <span class=\"visually-hidden\">(done)</span>"))
        #expect(!html.text.contains("Two <span"))
        #expect(!all.text.contains("aria-current"))
    }

    @Test("each language stands in its own language, and many of them are folded")
    func languages() throws {
        let few = LanguageMenu(choices: choices(2), t: try t()).html
        let many = LanguageMenu(choices: choices(5), t: try t()).html
        let one = LanguageMenu(choices: choices(1), t: try t()).html
        let anchors = Tag.all(in: few).filter { $0.name == "a" }

        #expect(one.isEmpty)
        #expect(anchors.map { $0["lang"] } == ["x0", "x1"])
        #expect(anchors.map { $0["hreflang"] } == ["x0", "x1"])
        #expect(anchors.map { $0["aria-current"] } == ["true", nil])
        #expect(!few.text.contains("<details>"))
        #expect(many.text.contains("<summary>Name &lt;0&gt;</summary>"))
        #expect(Tag.all(in: many).filter { $0.name == "a" }.count == 5)
    }

    @Test("the header names the site once, and the skip link leads to what takes the focus")
    func frame() throws {
        let header = SiteHeader(
            name: "A & B",
            home: "/en/",
            mark: SiteHeader.Mark(path: "/mark.svg", width: 36, height: 36),
            menu: [],
            languages: LanguageMenu(choices: [], t: try t()),
            t: try t()
        ).html
        let footer = SiteFooter(name: "A", links: links, t: try t()).html

        #expect(Tag.all(in: header).first { $0.name == "img" }?["alt"] == "")
        #expect(header.text.contains("A &amp; B") && !header.text.contains("<nav"))
        #expect(SkipLink(to: "main", t: try t()).html.text.contains("href=\"#main\">Skip</a>"))
        #expect(Tag.all(in: footer).first { $0.name == "nav" }?["aria-label"] == "About")
    }

    private func t() throws -> Translator { try MarkupWords.translator() }

    private func choices(_ count: Int) -> [LanguageMenu.Choice] {
        (0..<count).map { index in
            LanguageMenu.Choice(
                tag: "x\(index)",
                name: "Name <\(index)>",
                address: "/x\(index)/",
                isCurrent: index == 0
            )
        }
    }
}
