import Testing

@testable import Markup

/// Goal: a value cannot leave its place in an address, and no address runs a script.
///
/// Method: values with every sign that means something in an address.
@Suite("Paths")
struct PathTests {
    @Test(
        "all but the unreserved signs are percent-encoded, byte by byte",
        arguments: [
            ("abcXYZ019-._~", "abcXYZ019-._~"), ("a b", "a%20b"), ("a/b", "a%2Fb"),
            ("?&=#%+", "%3F%26%3D%23%25%2B"), ("é", "%C3%A9"), ("😀", "%F0%9F%98%80"),
            ("\n\r\t\0", "%0A%0D%09%00"), ("..\\", "..%5C"), ("e\u{301}", "e%CC%81"), ("", ""),
            ("<\"'>", "%3C%22%27%3E"),
        ]
    )
    func encoding(value: String, encoded: String) {
        #expect(Path("x", value).text == "/x/" + encoded)
        #expect(Path("x", "y").with("n", value).text == "/x/y?n=" + encoded)
        #expect(Path("x", "y").with(value, "v").text == "/x/y?" + encoded + "=v")
        #expect(Path("x", "y").fragment(value).text == "/x/y#" + encoded)
    }

    @Test("segments are joined by slashes, and no segments are the root")
    func segments() {
        #expect(Path(segments: []).text == "/")
        #expect(Path(segments: ["a"]).text == "/a")
        #expect(Path(segments: []).appending("a").text == "/a")
        #expect(Path("a", "b").appending("c", "d/e").text == "/a/b/c/d%2Fe")
        #expect(Path(segments: ["", "evil.example"]).text != "//evil.example")
    }

    @Test("a second value is joined by an ampersand")
    func query() {
        #expect(Path("a", "b").with("x", "1").with("y", "2").text == "/a/b?x=1&y=2")
    }

    @Test(
        "addresses of the web and of mail are addresses",
        arguments: [
            "https://example.org", "http://example.org/a?b=c#d", "HTTPS://EXAMPLE.ORG",
            "mailto:a@example.org", "https://example.org/%20", "https://例え.jp/",
            "mailto:?subject=a&body=b", "https://example.org/@ada",
        ]
    )
    func web(address: String) {
        #expect(Path(web: address)?.text == address)
    }

    @Test(
        "what a browser could run, and what is no address, is refused",
        arguments: [
            "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)",
            "java\nscript:alert(1)", "data:text/html,<script>", "vbscript:x", "file:///etc/passwd",
            "https:", "https:/example.org", "https//example.org", "//example.org", "/a", "", "x",
            "example.org", "https://example.org/a b", "https://example.org/\n", "ftp://example.org",
            "https://example.org/\t", "https://example.org/\u{7F}", "https://example.org/\0",
            "\u{1}https://example.org", "blob:https://example.org", "https://\r\nx: y",
            "https://www.senat.fr@evil.example", "https://a:b@evil.example/", "https://",
            "https:///a",
            "https:\\\\evil.example", "https://evil.example\\@senat.fr",
        ]
    )
    func refused(address: String) {
        #expect(Path(web: address) == nil)
    }

    @Test("an address of more than 2,000 bytes is refused")
    func length() {
        let front = "https://example.org/"
        let rest = String(repeating: "a", count: 2000 - front.utf8.count)

        #expect(Path(web: front + rest) != nil)
        #expect(Path(web: front + rest + "a") == nil)
    }

    @Test("a web address in markup cannot end its attribute")
    func webInMarkup() throws {
        let path = try #require(Path(web: "https://example.org/\"onclick=\"x"))

        let html: HTML = "<a href=\"\(url: path)\">"

        #expect(html.text == "<a href=\"https://example.org/&quot;onclick=&quot;x\">")
    }
}
