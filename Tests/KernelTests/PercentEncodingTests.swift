import Kernel
import Testing

/// Goal: an escape is two digits, and what comes out is text.
///
/// Method: every byte as an escape; a plus where it is a space, and where it is not.
@Suite("Percent-encoding")
struct PercentEncodingTests {
    @Test(
        "all but the unreserved signs are escaped, byte by byte",
        arguments: [
            ("abcXYZ019-._~", "abcXYZ019-._~"), ("a b", "a%20b"), ("a/b", "a%2Fb"),
            ("?&=#%+", "%3F%26%3D%23%25%2B"), ("é", "%C3%A9"), ("\n\0", "%0A%00"), ("", ""),
        ]
    )
    func encoding(value: String, encoded: String) {
        #expect(PercentEncoding.encode(value) == encoded)
        #expect(PercentEncoding.decode(encoded, plusIsSpace: false) == value)
    }

    @Test("every escape of a plain sign is that sign, in capitals or not")
    func plainSigns() {
        for byte in UInt8(0)..<128 {
            let digits = String(byte, radix: 16)
            let escape = "%" + (byte < 16 ? "0" : "") + digits
            let sign = String(UnicodeScalar(byte))

            #expect(PercentEncoding.decode(escape, plusIsSpace: false) == sign)
            #expect(PercentEncoding.decode(escape.uppercased(), plusIsSpace: true) == sign)
        }
        for byte in UInt8(128)...255 {
            #expect(
                PercentEncoding.decode("%" + String(byte, radix: 16), plusIsSpace: false) == nil
            )
        }
    }

    @Test("a plus is a space in forms alone, and an escaped one never is")
    func plus() {
        #expect(PercentEncoding.decode("a+b%2B", plusIsSpace: true) == "a b+")
        #expect(PercentEncoding.decode("a+b%2B", plusIsSpace: false) == "a+b+")
    }

    @Test("what was decoded is not decoded again")
    func once() {
        #expect(PercentEncoding.decode("%2541", plusIsSpace: false) == "%41")
    }

    @Test("text without escapes stays as it is", arguments: ["", "a/b", "é😀", "e\u{301}"])
    func plain(text: String) {
        #expect(
            PercentEncoding.decode(text, plusIsSpace: true).map { Array($0.utf8) }
                == Array(text.utf8)
        )
    }
}
