import FoundationEssentials
import TestSupport
import Testing

@testable import Spaces

/// Goal: no colour that an institution chooses makes a page hard to read.
///
/// Method: known contrasts, every tone of the wheel, and the colours of the style sheet itself.
@Suite("Accents")
struct AccentTests {
    @Test("a colour is read in the forms that people write")
    func reading() {
        #expect(Color("#1D3f94") == Color(0x1D, 0x3F, 0x94))
        #expect(Color("1d3f94")?.description == "#1d3f94")
        #expect(Color("#abc")?.digits == "aabbcc")
        for text in ["", "#", "red", "#12", "#1234567", "##123456", "12345g", "#١٢٣", "1d3f94;"] {
            #expect(Color(text) == nil, "\(text)")
        }
    }

    @Test("contrast is what WCAG says")
    func contrast() {
        let white = Color(255, 255, 255)

        #expect(abs(white.contrast(with: Color(0, 0, 0)) - 21) < 0.001)
        #expect(abs(white.contrast(with: Color(0x77, 0x77, 0x77)) - 4.478) < 0.001)
        #expect(white.contrast(with: white) == 1)
    }

    @Test("a colour comes back from the eye's space as it went")
    func perceived() {
        for text in ["#1d3f94", "#f4b400", "#000000", "#ffffff", "#17693c", "#ff00ff"] {
            let seen = Color(text).map(PerceivedColor.init)

            #expect(seen?.color(at: seen?.lightness ?? 0).description == text)
        }
    }

    @Test("the house's own colour is kept, by day and by night")
    func kept() throws {
        let day = try #require(Color("#1d3f94"))
        let night = try #require(Color("#a8bfff"))

        #expect(AccentRules.day.fit(day) == .kept(day))
        #expect(AccentRules.night.fit(night) == .kept(night))
    }

    @Test("a colour that is a little too light is made darker, and stays that colour")
    func adjusted() throws {
        let orange = try #require(Color("#e8590c"))

        guard case .adjusted(let darker) = AccentRules.day.fit(orange) else {
            Issue.record("\(AccentRules.day.fit(orange))")
            return
        }

        #expect(AccentRules.day.isReadable(darker))
        #expect(darker.red > darker.green && darker.green >= darker.blue)
        #expect(darker.luminance < orange.luminance)
    }

    @Test(
        "yellow would become brown, and is refused with what would do",
        arguments: ["#ffd617", "#fff"]
    )
    func tooFar(text: String) throws {
        let color = try #require(Color(text))

        guard case .tooFar(let nearest) = AccentRules.day.fit(color) else {
            Issue.record("\(AccentRules.day.fit(color))")
            return
        }

        #expect(AccentRules.day.fit(nearest) == .kept(nearest))
    }

    @Test("whatever is chosen, what is used can be read", arguments: 0..<64)
    func everyTone(number: Int) {
        let color = Color(
            UInt8(number % 4 * 85),
            UInt8(number / 4 % 4 * 85),
            UInt8(number / 16 * 85)
        )

        for rules in [AccentRules.day, .night] {
            switch rules.fit(color) {
            case .kept(let used), .adjusted(let used), .tooFar(let used):
                #expect(rules.isReadable(used), "\(color) became \(used)")
            }
        }
        #expect(AccentRules.night.isReadable(AccentRules.night.derived(from: color)))
    }

    @Test("the rules know the colours of the style sheet")
    func styleSheet() throws {
        let path = TestHouse.root + "/Public/css/tokens.css"
        let data = try #require(FileManager.default.contents(atPath: path))
        let sheet = String(decoding: data, as: UTF8.self)
        let halves = sheet.split(separator: "@media (prefers-color-scheme: dark)")
        try #require(halves.count == 2)

        for (text, rules) in zip(halves, [AccentRules.day, .night]) {
            for (name, color) in [
                ("paper", rules.paper), ("card", rules.card), ("ink", rules.ink),
                ("muted", rules.muted), ("on", rules.on),
            ] {
                let found = text.split(separator: "--\(name): ").dropFirst().first?.prefix {
                    $0 != ";"
                }
                #expect(Color(found ?? "") == color, "\(name)")
            }
            for mix in [
                "--soft: color-mix(in srgb, var(--accent) \(rules.soft)%",
                "--tint: color-mix(in srgb, var(--accent) \(rules.tint)%",
                "--ground: color-mix(in srgb, var(--ink) \(rules.ground)%",
            ] {
                #expect(text.contains(mix), "\(mix)")
            }
        }
    }
}
