import Testing

@testable import Kernel

/// Goal: what is read aloud and typed again is the same bytes, or nothing.
///
/// Method: round trips of every length, and the letters that people confuse.
@Suite("Base 32")
struct Base32Tests {
    @Test("bytes of every length come back")
    func roundTrip() throws {
        for count in 0...40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ count) }

            let text = Base32.encode(bytes)

            #expect(Base32.decode(text) == bytes)
            #expect(Base32.decode(text.lowercased()) == bytes)
            #expect(text.utf8.count == (count * 8 + 4) / 5)
        }
    }

    @Test("every byte, alone, comes back")
    func everyByte() {
        for byte in UInt8.min ... .max {
            #expect(Base32.decode(Base32.encode([byte])) == [byte])
        }
    }

    @Test(
        "known bytes have their known text",
        arguments: [
            ([], ""), ([0], "00"), ([255], "ZW"), ([0xF8], "Z0"),
            (Array("foobar".utf8), "CSQPYRK1E8"),
        ] as [([UInt8], String)]
    )
    func known(bytes: [UInt8], text: String) {
        #expect(Base32.encode(bytes) == text)
    }

    @Test(
        "other programs read the alphabet of RFC 4648, section 10",
        arguments: [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
        ]
    )
    func standard(text: String, encoded: String) {
        #expect(Base32.encodeStandard(Array(text.utf8)) == encoded)
    }

    @Test("no letter of it looks like another sign")
    func alphabet() {
        let text = Base32.encode((UInt8.min ... .max).map(\.self))

        #expect(text.allSatisfy { !"ILOU".contains($0) })
        #expect(Set(text).count == 32)
    }

    @Test(
        "letters that look like digits are read as those digits",
        arguments: [
            ("OO", "00"), ("o0", "00"), ("I8", "18"), ("l8", "18"), ("L8", "18"), ("i8", "18"),
        ]
    )
    func lookAlikes(typed: String, meant: String) throws {
        let bytes = try #require(Base32.decode(meant))

        #expect(Base32.decode(typed) == bytes)
    }

    @Test("hyphens and spaces are passed over")
    func grouping() {
        #expect(Base32.decode(" CSQP-YRK1 -E8 ") == Array("foobar".utf8))
        #expect(Base32.decode("-- -") == [])
    }

    @Test(
        "a sign that is none of its letters is refused",
        arguments: ["U0", "u0", "0=", "0!", "0\n", "0\t", "0Ü", "0\u{301}0", "００", "0\0", "*~"]
    )
    func otherSigns(text: String) {
        #expect(Base32.decode(text) == nil)
    }

    @Test(
        "text that ends in the middle of a byte, or with padding that is not zero, is refused",
        arguments: ["0", "Z", "000", "01", "ZZ", "CSQPYRK1E9", "CSQPYRK1E", "0000000A0"]
    )
    func padding(text: String) {
        #expect(Base32.decode(text) == nil)
    }
}
