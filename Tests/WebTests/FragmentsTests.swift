import Markup
import Testing

@testable import Web

/// Goal: a part of a page is rendered once for as long as it is made of the same, and memory has a bound.
///
/// Method: renderings that are counted, with keys that come again, that differ, and that are too many.
@Suite("Fragments")
struct FragmentsTests {
    @Test("a part is rendered and compressed once, and another key is another part")
    func once() {
        let fragments = Fragments<[String]>()
        var rendered: [String] = []
        func part(_ key: [String]) -> HTML {
            fragments.html(key) {
                rendered.append(key.joined(separator: "/"))
                return HTML(escaping: "<" + key.joined() + ">")
            }
        }

        let page: HTML = "\(part(["a", "b"]))\(part(["ab"]))\(part(["a", "b"]))"

        #expect(page.text == "&lt;ab&gt;&lt;ab&gt;&lt;ab&gt;")
        #expect(rendered == ["a/b", "ab"])
        #expect(page.compressed.map(\.range) == [0..<10, 10..<20, 20..<30])
    }

    @Test("of too many parts those that were used last are kept")
    func limit() {
        let fragments = Fragments<Int>(limit: 50_000)
        var rendered = 0
        func use(_ key: Int) {
            _ = fragments.html(key) {
                rendered += 1
                return HTML(escaping: String(repeating: "x", count: 1000))
            }
        }

        use(0)
        for key in 1..<200 {
            use(key)
            use(0)
        }
        #expect(rendered == 200)
        use(1)
        #expect(rendered == 201)
    }
}
