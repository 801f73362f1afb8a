import Testing
import Text

/// Goal: rows that are made of what people typed are read by every spreadsheet as they were typed.
@Suite("Tables as text")
struct TableTextTests {
    @Test("quotation marks, separators and line ends stay in their cell")
    func quoting() {
        let row = TableText().row(["12", "a \"b\", c", "d\ne", ""])

        #expect(row == "\"12\",\"a \"\"b\"\", c\",\"d\ne\",\"\"\r\n")
        #expect(TableText(separator: ";").row(["a", "b"]) == "\"a\";\"b\"\r\n")
    }

    @Test("what a spreadsheet would run or change stands behind an apostrophe")
    func guarded() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "007", "3-5"] {
            #expect(TableText().row([text]) == "\"'\(text)\"\r\n", "\(text)")
        }
        #expect(TableText().row(["42", "1985-03-27"]) == "\"42\",\"1985-03-27\"\r\n")
    }

    @Test("a number that the program writes stays a number, below nothing and however long")
    func numbers() {
        let row = TableText().row(of: [.plain("-5"), .plain("123456789012"), .text("-5")])

        #expect(row == "\"-5\",\"123456789012\",\"'-5\"\r\n")
    }

    @Test("JSON that people read has a line for each value, in the same order, and is JSON")
    func json() throws {
        let bytes = try ReadableJSON.bytes(of: ["b": "a \"quote\"", "a": "/x"])

        let text = "{\n  \"a\" : \"/x\",\n  \"b\" : \"a \\\"quote\\\"\"\n}"
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }
}
