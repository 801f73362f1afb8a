import Testing

@testable import Markup

/// Goal: an initiative without a picture is known again by its house.
///
/// Method: the marks of many numbers.
@Suite("Marks made from numbers")
struct HouseMarkTests {
    @Test("the same number always has the same mark, and many numbers have many")
    func deterministic() {
        let marks = (2_025_000_001...2_025_000_180).map { HouseMark(number: $0).html.text }

        #expect(marks == (2_025_000_001...2_025_000_180).map { HouseMark(number: $0).html.text })
        #expect(Set(marks).count == 180)
    }

    @Test("neighbours in a list differ in colour and in roof")
    func neighbours() {
        let marks = (1...60).map { HouseMark(number: $0).html }
        for (one, other) in zip(marks, marks.dropFirst()) {
            #expect(look(one, "class", "svg") != look(other, "class", "svg"))
            #expect(look(one, "d", "path", at: 2) != look(other, "d", "path", at: 2))
        }
    }

    @Test("it says nothing, and holds no dot", arguments: [0, 7, -7, Int.max])
    func silent(number: Int) {
        let html = HouseMark(number: number).html
        let tags = Tag.all(in: html)

        #expect(tags.first?["aria-hidden"] == "true" && tags.first?["focusable"] == "false")
        #expect(tags.allSatisfy { $0.name != "circle" })
        #expect(tags.count { $0.name == "path" } == 4)
    }

    private func look(
        _ html: HTML,
        _ attribute: String,
        _ name: String,
        at index: Int = 0
    ) -> String? {
        Tag.all(in: html).filter { $0.name == name }[index][attribute]
    }
}
