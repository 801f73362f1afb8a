import Kernel
import TestSupport
import Testing

@testable import Credentials

/// Goal: a code copied from paper is that code, and nothing else is.
///
/// Method: every way in which people copy, and texts that are nearly a code.
@Suite("Recovery codes")
struct RecoveryCodeTests {
    private let codes = RecoveryCode.makeSet(random: .seeded())

    @Test("a set has ten codes of sixteen clear letters in groups of four, none twice")
    func set() throws {
        #expect(codes.count == 10)
        #expect(Set(codes).count == 10)
        for code in codes {
            let groups = code.text.split(separator: "-", omittingEmptySubsequences: false)
            #expect(groups.map(\.count) == [4, 4, 4, 4])
            #expect(groups.joined() == code.canonical)
            #expect(code.canonical.allSatisfy { "0123456789ABCDEFGHJKMNPQRSTVWXYZ".contains($0) })
            #expect("\(code)" == "(recovery code)")
        }
        #expect(Set(RecoveryCode.makeSet(random: .seeded(2))).isDisjoint(with: codes))
    }

    @Test("every code is read however it is copied")
    func copied() {
        for code in codes {
            let confused = code.text.replacing("0", with: "O").replacing("1", with: "l")
            let copies = [
                code.text, code.canonical, code.text.lowercased(), confused, "  \(code.text)\n",
                code.text.replacing("-", with: " "), code.text.replacing("-", with: "\u{A0}"),
                code.canonical.map(String.init).joined(separator: " "),
            ]
            for copy in copies {
                #expect(RecoveryCode(typed: copy)?.canonical == code.canonical, "\(copy)")
            }
        }
    }

    @Test("anything else is no code")
    func refused() {
        let text = codes[0].canonical
        let others = [
            "", "-", String(text.dropLast()), text + "0", text + text, text.dropLast() + "U",
            text.dropLast() + "!", "123456", String(repeating: " ", count: 10_000_000),
            text + String(repeating: "-", count: 100),
        ]

        for other in others { #expect(RecoveryCode(typed: other) == nil, "\(other.prefix(40))") }
    }

    @Test("another code is another")
    func different() {
        var text = Array(codes[0].canonical)
        text[7] = text[7] == "A" ? "B" : "A"

        #expect(RecoveryCode(typed: String(text)) != nil)
        #expect(RecoveryCode(typed: String(text)) != codes[0])
    }
}
