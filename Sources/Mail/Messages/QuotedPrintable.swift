/// Text in lines of at most 76 characters of ASCII (RFC 2045 §6.7).
enum QuotedPrintable {
    /// `text` has lines that end with `\n`; what is given ends them with CRLF.
    static func encode(_ text: String) -> String {
        var output: [UInt8] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            append(Array(line.utf8), to: &output)
            output += lineEnd
        }
        // Splitting found an empty line behind the last line end.
        if text.hasSuffix("\n") { output.removeLast(2) }
        return String(decoding: output, as: UTF8.self)
    }

    private static func append(_ line: [UInt8], to output: inout [UInt8]) {
        var column = 0
        for (index, byte) in line.enumerated() {
            let isLast = index == line.count - 1
            let code = encoded(byte, isAtEnd: isLast)
            // One column is kept for the sign that a line goes on.
            if column + code.count > (isLast ? 76 : 75) {
                output += [UInt8(ascii: "=")] + lineEnd
                column = 0
            }
            output += code
            column += code.count
        }
    }

    private static func encoded(_ byte: UInt8, isAtEnd: Bool) -> [UInt8] {
        switch byte {
        case UInt8(ascii: " ") where !isAtEnd: return [byte]
        case 0x21...0x3C, 0x3E...0x7E: return [byte]
        default: return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
    private static let lineEnd: [UInt8] = [0x0D, 0x0A]
}
