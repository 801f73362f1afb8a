import Markup
import Testing

@testable import Text

/// Goal: what people write is drawn as they meant it, and nothing they write can do anything.
///
/// Method: texts and the markup they become, and a corpus of texts that attacked others.
@Suite("Markdown")
struct MarkdownTests {
    @Test(
        "what people write becomes what they meant",
        arguments: [
            ("One\n\nTwo", "<p>One</p><p>Two</p>"),
            (
                "*a* **b** ~~c~~ `d`",
                "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>"
            ),
            ("- a\n- b\n", "<ul><li>a</li><li>b</li></ul>"),
            ("3. a\n4. b\n", "<ol start=\"3\"><li>a</li><li>b</li></ol>"),
            ("- a\n\n  more\n", "<ul><li><p>a</p><p>more</p></li></ul>"),
            ("> said", "<blockquote><p>said</p></blockquote>"),
            ("one  \ntwo\nthree", "<p>one<br>two three</p>"),
            ("```\nx < y\n```", "<pre><code>x &lt; y</code></pre>"),
            ("---", "<hr>"),
            (
                "|a|b|\n|-|-|\n|1|2|\n",
                "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr></thead>"
                    + "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
            ),
            ("مرحبا 👩‍👩‍👧", "<p>مرحبا 👩‍👩‍👧</p>"), ("", ""),
        ]
    )
    func meant(source: String, markup: String) throws {
        #expect(try html(source) == markup)
    }

    @Test("headings stand below those of the page, and leave out no level")
    func headings() throws {
        let page = try html("# A\n\n#### B\n\n###### C\n\n> # D")

        #expect(page.hasPrefix("<h3>A</h3><h4>B</h4><h5>C</h5>"))
        #expect(page.hasSuffix("<blockquote><p><strong>D</strong></p></blockquote>"))
    }

    @Test("a link leads to a page or a mailbox, and says nothing of where it was")
    func links() throws {
        let link = try html("[here](https://example.org/a?b=1&c=2)")
        let bare = try html("see https://example.org/x.")
        let none = try html("[here](https://example.org)", MarkdownRules(hasLinks: false))

        #expect(
            link == "<p><a href=\"https://example.org/a?b=1&amp;c=2\" "
                + "rel=\"nofollow ugc noreferrer\">here</a></p>"
        )
        #expect(bare.contains("href=\"https://example.org/x\""))
        #expect(none == "<p>here</p>")
    }

    @Test(
        "an address that deceives or runs something is no link",
        arguments: [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x",
            "//evil.example",
            "/account", "https://www.senat.fr@evil.example", "https:\\\\evil.example",
            "file:///etc/passwd",
            "&#106;avascript:alert(1)", "java\tscript:alert(1)", "https://", "http:evil",
        ]
    )
    func deception(address: String) throws {
        for source in ["[x](\(address))", "[x](<\(address)>)", "<\(address)>"] {
            #expect(!(try html(source)).contains("<a "), "\(source)")
        }
    }

    @Test(
        "HTML is text",
        arguments: [
            "<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "<!-- c -->",
            "<svg/onload=alert(1)>", "<a href=\"javascript:x\">y</a>", "<iframe src=//e.example>",
            "\"><script>", "`<b>`", "    <b>indented</b>", "<style>*{display:none}</style>",
            "[<b>x</b>](https://e.example)", "![\"><b>](https://e.example/a.png)", "<?php x ?>",
            "<![CDATA[x]]>", "|<b>|\n|-|\n|<i>|", "[x]: <b>\n\n[x]", "a\u{0}<b>", "&lt;b&gt;",
        ]
    )
    func markup(source: String) throws {
        let allowed = ["p", "code", "pre", "a", "table", "thead", "tbody", "tr", "th", "td", "br"]

        let tags = try html(source).split(separator: "<").dropFirst().map { part in
            part.drop { $0 == "/" }.prefix { $0.isLetter }
        }

        #expect(tags.allSatisfy { allowed.contains(String($0)) }, "\(tags)")
        #expect(!(try html(source)).contains("onerror=alert(1)>"))
    }

    @Test(
        "pictures of other sites are their description; of this site they are shown where they may be"
    )
    func images() throws {
        let rules = MarkdownRules(hasImages: true)

        #expect(try html("![a dog](https://e.example/a.png)") == "<p>a dog</p>")
        #expect(try html("![a dog](https://e.example/a.png)", rules) == "<p>a dog</p>")
        #expect(
            try html("![a \"dog\"](/files/a.png)", rules)
                == "<p><img src=\"/files/a.png\" alt=\"a &quot;dog&quot;\" loading=\"lazy\"></p>"
        )
    }

    @Test("without form it is what one reads: for searches, excerpts and letters")
    func plain() throws {
        let text = try #require(
            MarkdownDocument(
                "# Title\n\nSome *words* and [a link](https://e.example).\n\n- one\n- two"
            )
        ).plainText

        #expect(text == "Title\nSome words and a link.\n– one\n– two")
    }

    @Test("a text that is too long is refused whole")
    func length() {
        let most = String(repeating: "a", count: MarkdownDocument.maximumBytes)

        #expect(MarkdownDocument(most) != nil)
        #expect(MarkdownDocument(most + "a") == nil)
    }

    /// Each once made a parser of Markdown slow, large or dead; here each is as long as texts may be.
    @Test(
        "nothing nests so deep, repeats so often or grows so large that it does harm",
        arguments: [
            "![[", "*a_ ", "> ", "- ", "[", "`a``b", "<", "|a", "~~a", "**x", "&#", "[x]: /a\n",
            "a@",
            "http://a.b ", "www.", "_", "[a](", ":", "1. ", "\\", "<a ", "<!--", "](", "| |\n|-|\n",
        ]
    )
    func hostile(piece: String) throws {
        let count = MarkdownDocument.maximumBytes / piece.utf8.count
        let document = try #require(MarkdownDocument(String(repeating: piece, count: count)))

        #expect(MarkdownText(document).html.text.utf8.count < 40 * MarkdownDocument.maximumBytes)
    }

    @Test(
        "a wide table with short rows is no table: its cells would be a hundred times what was typed"
    )
    func cells() throws {
        let wide = String(repeating: "a|", count: 100) + "\n" + String(repeating: "-|", count: 100)
        let long = "|a|b|\n|-|-|\n" + String(repeating: "x\n", count: 3000)
        let narrow = "|a|b|\n|-|-|\n" + String(repeating: "x\n", count: 300)

        #expect(!(try html(wide + "\n" + String(repeating: "x\n", count: 900))).contains("<table"))
        #expect(!(try html(long)).contains("<table"))
        #expect(try html(narrow).contains("<table"))
    }

    /// The markup without the element around it.
    private func html(_ source: String, _ rules: MarkdownRules = MarkdownRules()) throws -> String {
        let document = try #require(MarkdownDocument(source, rules: rules))
        let text = MarkdownText(document).html.text
        let open = "<div class=\"prose\" dir=\"auto\">"
        #expect(text.hasPrefix(open) && text.hasSuffix("</div>"))
        return String(text.dropFirst(open.count).dropLast("</div>".count))
    }
}
