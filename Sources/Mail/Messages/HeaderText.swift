import FoundationEssentials

/// Text in the header of a message: ASCII, on lines of at most 76 characters, whatever it says
/// (RFC 2047).
///
/// Line ends and other controls become spaces before anything else, so that no text can begin
/// another header.
enum HeaderText {
    /// The lines of a header field, each ended by CRLF.
    static func field(_ name: String, _ text: String) -> String {
        name + ": " + unstructured(text) + "\r\n"
    }

    /// A name that stands before an address, as `"Sénat" <…>` has it.
    static func phrase(_ text: String) -> String {
        let clean = printable(text)
        guard isPlain(clean), clean.utf8.count <= 60 else { return encoded(clean) }
        let escaped = clean.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\""
    }

    static func unstructured(_ text: String) -> String {
        let clean = printable(text)
        // What looks like an encoded word would be decoded.
        return isPlain(clean) && clean.utf8.count <= 60 && !clean.contains("=?")
            ? clean : encoded(clean)
    }

    private static func printable(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> UnicodeScalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: " "
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(scalars))
            .split(separator: " ").joined(separator: " ")
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }

    /// Words in base 64, none longer than 75 characters and none ending within a character.
    private static func encoded(_ text: String) -> String {
        var words: [[UInt8]] = [[]]
        for character in text {
            let bytes = Array(String(character).utf8)
            if words[words.count - 1].count + bytes.count > wordBytes {
                // A cluster of many marks may be longer than a word: then it is broken at scalars.
                guard bytes.count <= wordBytes else {
                    words += pieces(of: character)
                    continue
                }
                words.append([])
            }
            words[words.count - 1] += bytes
        }
        return words.filter { !$0.isEmpty }
            .map { "=?UTF-8?B?" + Data($0).base64EncodedString() + "?=" }
            .joined(separator: "\r\n ")
    }

    private static func pieces(of character: Character) -> [[UInt8]] {
        var pieces: [[UInt8]] = [[]]
        for scalar in character.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if pieces[pieces.count - 1].count + bytes.count > wordBytes { pieces.append([]) }
            pieces[pieces.count - 1] += bytes
        }
        return pieces
    }

    /// Sixty characters of base 64 and twelve around them.
    private static let wordBytes = 42
}
