import Markup
import Testing

@testable import Web

/// Goal: a part of a page is rendered once for as long as it is made of the same, and memory has a bound.
///
/// Method: renderings that are counted, with keys that come again, that differ, and that are too many.
@Suite("Fragments")
struct FragmentsTests {
    @Test("a part is rendered and compressed once, and anew when it is made of something else")
    func once() {
        let fragments = Fragments<String, [Int]>()
        var rendered: [String] = []
        func part(_ name: String, _ values: [Int]) -> HTML {
            fragments.html(name, of: values) {
                rendered.append(name + values.description)
                return HTML(escaping: "<" + values.description + ">")
            }
        }

        let page: HTML = "\(part("a", [1]))\(part("b", [1]))\(part("a", [1]))\(part("a", [2]))"

        #expect(page.text == "&lt;[1]&gt;&lt;[1]&gt;&lt;[1]&gt;&lt;[2]&gt;")
        #expect(rendered == ["a[1]", "b[1]", "a[2]"])
        #expect(page.compressed.map(\.range) == [0..<11, 11..<22, 22..<33, 33..<44])
        #expect(part("a", [1]) == part("b", [1]) && rendered.count == 4)
    }

    @Test("of too many parts those that were used last are kept")
    func limit() {
        let fragments = Fragments<Int, Int>(limit: 50_000)
        var rendered = 0
        func use(_ key: Int) {
            _ = fragments.html(key, of: 0) {
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
