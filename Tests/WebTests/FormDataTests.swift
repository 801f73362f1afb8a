import Kernel
import Testing

@testable import Web

/// Goal: a form is read as browsers write it, and a broken one is the sender's mistake, not a fault.
///
/// Method: bodies of browsers, then bodies of attackers.
@Suite("Form data")
struct FormDataTests {
    @Test(
        "values are decoded as browsers encode them",
        arguments: [
            ("a=b", "b"), ("a=", ""), ("a", ""), ("a=b+c", "b c"), ("a=b%20c", "b c"),
            ("a=%2B", "+"),
            ("a=%C3%A9", "é"), ("a=%c3%a9", "é"), ("a=é", "é"), ("a=b=c", "b=c"), ("a==", "="),
            ("a=%3D%26", "=&"), ("&&a=b&&", "b"), ("x=1&a=2", "2"), ("%61=b", "b"), ("", ""),
            ("a=%F0%9F%98%80", "😀"), ("a=\u{FEFF}b", "\u{FEFF}b"),
        ]
    )
    func decoded(body: String, value: String) throws {
        let form = try FormData(urlEncoded: body.utf8)

        #expect(Array(form["a"].utf8) == Array(value.utf8))
    }

    @Test(
        "white space around a value is left out, and inside it is kept",
        arguments: [
            ("a=+b++c+", "b  c"), ("a=%09%0A%0Db%0A", "b"), ("a=++", ""), ("a=b%0D%0Ac", "b\r\nc"),
            ("a=%C2%A0b%E2%80%AF", "b"),
        ]
    )
    func trimmed(body: String, value: String) throws {
        #expect(try FormData(urlEncoded: body.utf8)["a"] == value)
    }

    @Test("of a name that comes twice the first counts")
    func duplicates() throws {
        let form = try FormData(urlEncoded: "a=1&b=2&a=3".utf8)

        #expect(form["a"] == "1")
        #expect(form["b"] == "2")
    }

    @Test("a name is there with or without a value, and another is not")
    func has() throws {
        let form = try FormData(urlEncoded: "a&b=&=c".utf8)

        #expect(form.has("a") && form.has("b") && form.has(""))
        #expect(!form.has("c") && !form.has("A"))
        #expect(form["c"] == "")
        #expect(!FormData.empty.has(""))
    }

    @Test(
        "broken escapes, bytes that are no UTF-8, and NUL are malformed",
        arguments: [
            "a=%", "a=%2", "a=%zz", "a=%2g", "a=%%20", "%=a", "a=%+2", "a=% 20", "a=%00", "a=b%00c",
            "%00=b", "a%00=b", "a=%FF", "a=%C3", "a=%C3%28", "a=%ED%A0%80", "a=%C0%80", "%FF=a",
            "a=%F4%90%80%80", "x=1&a=%",
        ]
    )
    func malformed(body: String) {
        #expect(throws: PageError.malformed) { try FormData(urlEncoded: body.utf8) }
    }

    @Test(
        "raw bytes that are no UTF-8 are malformed",
        arguments: [[0xFF], [0xC3], [0x00], [0xED, 0xA0, 0x80]] as [[UInt8]]
    )
    func rawBytes(bytes: [UInt8]) {
        #expect(throws: PageError.malformed) { try FormData(urlEncoded: Array("a=".utf8) + bytes) }
    }

    @Test("as many fields as the limit are read, and one more is malformed")
    func fields() throws {
        let fields = (1...Limits.formFields).map { "f\($0)=\($0)" }.joined(separator: "&")

        let form = try FormData(urlEncoded: fields.utf8)

        #expect(form["f\(Limits.formFields)"] == "\(Limits.formFields)")
        #expect(throws: PageError.malformed) { try FormData(urlEncoded: (fields + "&x").utf8) }
        #expect(throws: PageError.malformed) {
            try FormData(urlEncoded: String(repeating: "a&", count: 30_000).utf8)
        }
    }
}
