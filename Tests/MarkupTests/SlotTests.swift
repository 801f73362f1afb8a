import Kernel
import Testing

@testable import Markup

/// Goal: a slot is known where it stands, however the page around it was put together.
///
/// Method: slots inside components, lists and other markup, cut out of the text again.
@Suite("Slots")
struct SlotTests {
    private func slot(_ key: String, _ content: HTML) -> Slot {
        Slot(Slot.ID(owner: "site", space: .site, name: "test", key: key), content: content)
    }

    private func cut(_ html: HTML) -> [String: String] {
        let bytes = Array(html.text.utf8)
        let pairs = html.slots.map { place in
            (place.id.key, String(decoding: bytes[place.range], as: UTF8.self))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    @Test("they stand where their text is, behind letters of any length")
    func places() {
        let list: [HTML] = ["<li>é</li>", slot("a", "<b>α</b>").html]
        let inner: HTML = "<ul>\("ſ & 😀")\(list)</ul>"

        let page: HTML = "<p>\(slot("b", ""))\(inner, when: true)</p>" + slot("c", "x").html

        #expect(cut(page) == ["a": "<b>α</b>", "b": "", "c": "x"])
        #expect(page.slots.map(\.id.key) == ["b", "a", "c"])
    }

    @Test("what is not shown has none, and a slot inside another is a part of it")
    func hidden() {
        let page: HTML = """
            \(slot("a", "x").html, when: false)\(slot("b", "<i>\(slot("c", "y"))</i>"))
            """

        #expect(cut(page) == ["b": "<i>y</i>"])
    }
}
