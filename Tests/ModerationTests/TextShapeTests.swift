import Testing

@testable import Moderation

/// Goal: a program sees when two texts are nearly the same, and not when they only speak of the same.
///
/// Method: how many marks two texts have in common.
@Suite("Shapes of texts")
struct TextShapeTests {
    private static let text = """
        The square in front of the town hall needs more shade in summer, and benches for people who \
        cannot stand for long
        """

    private static func common(_ other: String, secret: UInt64 = 7) throws -> Int {
        let shapes = [
            try #require(TextShape(of: [text], secret: 7)),
            try #require(TextShape(of: [other], secret: secret)),
        ]
        return Set(shapes[0].marks).intersection(shapes[1].marks).count
    }

    @Test("case, accents and signs make no difference")
    func folded() throws {
        #expect(try Self.common(Self.text.uppercased() + "!!!") == TextShape.count)
    }

    @Test("a text with another word in it is near")
    func near() throws {
        #expect(try Self.common(Self.text + " today") >= TextShape.near)
        #expect(try Self.common("Hello! " + Self.text) >= TextShape.near)
    }

    @Test("a text about the same is not, nor is another one")
    func far() throws {
        let same =
            "In front of the town hall there should be benches, because some cannot stand long"
        let other =
            "We want the bus to stop at the hospital again, every half hour and on Sundays too"

        #expect(try Self.common(same) < TextShape.near)
        #expect(try Self.common(other) == 0)
    }

    @Test("the same text has another shape under another secret")
    func secret() throws {
        #expect(try Self.common(Self.text, secret: 8) == 0)
    }

    @Test("what many people write has none", arguments: ["", "Yes!", "I agree with"])
    func short(text: String) {
        #expect(TextShape(of: [text], secret: 7) == nil)
    }

    @Test("an emoji, right-to-left text and a very long word are texts like others")
    func unusual() {
        let texts = [
            "مرحبا بكم في الساحة العامة", String(repeating: "a", count: 100_000) + " b c d",
        ]
        for text in texts { #expect(TextShape(of: [text], secret: 7)?.marks.count == 12) }
    }
}
