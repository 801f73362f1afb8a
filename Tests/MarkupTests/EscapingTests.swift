import Testing

@testable import Markup

/// Goal: no text that somebody typed becomes markup, whatever characters surround it.
///
/// Method: texts that attack, compared byte by byte.
@Suite("Escaping")
struct EscapingTests {
    @Test(
        "the five signs of markup are escaped wherever they stand",
        arguments: [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("a & b &amp; c", "a &amp; b &amp;amp; c"), ("\"'", "&quot;&#39;"), ("<", "&lt;"),
            ("\">", "&quot;&gt;"), ("<<>>", "&lt;&lt;&gt;&gt;"), ("l’été", "l’été"), ("", ""),
            ("👩‍👩‍👧<👍🏽", "👩‍👩‍👧&lt;👍🏽"), ("مرحبا <b> \u{202E}x", "مرحبا &lt;b&gt; \u{202E}x"),
            ("\r\n<", "\r\n&lt;"),
        ]
    )
    func escaped(text: String, markup: String) {
        let html: HTML = "\(text)"

        expectSame(html.text, markup)
        expectSame(HTML(escaping: text).text, markup)
    }

    @Test(
        "a sign with a combining mark behind it is still that sign",
        arguments: [
            ("\"\u{301}", "&quot;\u{301}"), ("<\u{338}", "&lt;\u{338}"),
            ("&\u{20E3}", "&amp;\u{20E3}"),
            ("'\u{FE0F}", "&#39;\u{FE0F}"), (">\u{200D}", "&gt;\u{200D}"),
        ]
    )
    func combining(text: String, markup: String) {
        expectSame(HTML(escaping: text).text, markup)
        expectSame(HTML(escaping: "x" + text).text, "x" + markup)
    }

    @Test("no escaped text has a byte of markup left, and none has one more than it had")
    func bytes() {
        let signs: [Unicode.Scalar] = [
            "\"", "'", "<", ">", "&", "\u{301}", "\u{200D}", "é", "😀", "\u{202E}",
        ]
        for first in signs {
            for second in signs {
                for third in signs {
                    var text = ""
                    text.unicodeScalars.append(contentsOf: [first, second, third])

                    let escaped = HTML(escaping: text).text

                    #expect(!escaped.utf8.contains { "<>\"'".utf8.contains($0) })
                    #expect(!escaped.utf8.contains(0))
                    expectSame(unescape(escaped), text)
                }
            }
        }
    }

    @Test("text in an attribute cannot end it")
    func attributes() {
        let typed = "x\" onfocus=\"alert(1)\" y='"

        let html: HTML = "<input value=\"\(typed)\">"

        #expect(html.text.split(separator: "\"", omittingEmptySubsequences: false).count == 3)
        #expect(html.text == "<input value=\"x&quot; onfocus=&quot;alert(1)&quot; y=&#39;\">")
    }

    @Test("markup is put in as it is, once; numbers, lists and conditions too")
    func markup() {
        let inner: HTML = "<b>\("&")</b>"
        let list: [HTML] = [inner, "<i>"]

        let html: HTML = "\(inner)|\(list)|\(-7)|\(inner, when: true)|\(inner, when: false)|"

        #expect(html.text == "<b>&amp;</b>|<b>&amp;</b><i>|-7|<b>&amp;</b>||")
        #expect((inner + inner).text == "<b>&amp;</b><b>&amp;</b>")
    }

    @Test("what is not shown is not made")
    func laziness() {
        func never() -> HTML {
            Issue.record("made, though not shown")
            return .empty
        }

        let html: HTML = "\(never(), when: false)"

        #expect(html.isEmpty)
    }

    @Test("an attribute without a value is there, or it is not")
    func flag() {
        let html: HTML =
            "<input\(attribute: "required", when: true)\(attribute: "checked", when: false)>"

        #expect(html.text == "<input required>")
    }

    @Test("an address is escaped too, so that its ampersands are well formed")
    func addresses() {
        let path = Path("a", "b").with("x", "1").with("y", "\"")

        let html: HTML = "<a href=\"\(url: path)\">"

        #expect(html.text == "<a href=\"/a/b?x=1&amp;y=%22\">")
    }

    private func unescape(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
            .reduce(Array(text.utf8)) { bytes, pair in
                bytes.replacing(Array(pair.0.utf8), with: Array(pair.1.utf8))
            }
            .withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    private func expectSame(
        _ left: String,
        _ right: String,
        at place: SourceLocation = #_sourceLocation
    ) {
        #expect(Array(left.utf8) == Array(right.utf8), "\(left), \(right)", sourceLocation: place)
    }
}
