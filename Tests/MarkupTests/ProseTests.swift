import Testing

@testable import Markup

/// Goal: what people write keeps its shape, and stays text.
///
/// Method: small texts and the markup they must become.
@Suite("Prose")
struct ProseTests {
    @Test(
        "blank lines part paragraphs, and a line break stays one",
        arguments: [
            ("one", "<p>one</p>"), ("one\ntwo", "<p>one<br>two</p>"),
            ("one\n\ntwo", "<p>one</p><p>two</p>"),
            ("\n\none\n \t\n\n\ntwo\n", "<p>one</p><p>two</p>"),
            ("", ""), (" \n\n ", ""),
        ]
    )
    func paragraphs(text: String, markup: String) {
        #expect(Prose(text).html.text == "<div class=\"prose\">\(markup)</div>")
    }

    @Test(
        "lines with bullets are a list, also with blank lines between them",
        arguments: [
            ("• one\n• two", "<ul><li>one</li><li>two</li></ul>"),
            ("• one\n\n• two", "<ul><li>one</li><li>two</li></ul>"),
            ("before\n\n• one\n\nafter", "<p>before</p><ul><li>one</li></ul><p>after</p>"),
            ("•one", "<p>•one</p>"), ("- one", "<p>- one</p>"),
        ]
    )
    func lists(text: String, markup: String) {
        #expect(Prose(text).html.text == "<div class=\"prose\">\(markup)</div>")
    }

    @Test("a text from a form, with the line breaks of browsers, has the same shape")
    func carriageReturns() {
        let text = "one\ntwo\n\n• three\n• four"

        let typed = text.split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: "\r\n")

        #expect(Prose(typed).html == Prose(text).html)
    }

    @Test("markup in a text is shown, not obeyed")
    func escapes() {
        let html = Prose("<b>\n\n• <script>\n• \"\u{301}", language: "\"><i>").html.text

        #expect(
            html == """
                <div class="prose" lang="&quot;&gt;&lt;i&gt;"><p>&lt;b&gt;</p>\
                <ul><li>&lt;script&gt;</li><li>&quot;\u{301}</li></ul></div>
                """
        )
    }

    @Test("a text in another language says so")
    func language() {
        #expect(
            Prose("un", language: "fr").html.text
                == "<div class=\"prose\" lang=\"fr\"><p>un</p></div>"
        )
    }
}
