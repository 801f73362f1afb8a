/// What a number looks like: the small part of regular expressions that the reference data uses.
///
/// Classes such as `[a-z0-9]`, letters and digits, groups, `|`, and `?`, `*`, `{n}`, `{n,m}` after
/// any of them. The whole text must match. It is a matcher of our own because it follows all ways
/// through a pattern at once, the positions reached being the bits of one word, so that no input
/// makes it slow; and because what it does not know it refuses when the data is read.
struct NumberPattern: Sendable {
    /// The longest text that can match: one bit for each position in it.
    static let longest = 63

    /// As it was written, for browsers.
    let text: String
    private let root: PatternNode

    init(_ text: String) throws(PatternFlaw) {
        self.text = text
        var parser = PatternParser(text)
        root = try parser.parse()
    }

    /// Whether all of a text, which is in lower case and without separators, matches.
    func matches(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.longest else { return false }
        return root.ends(from: 1, in: bytes) & 1 << UInt64(bytes.count) != 0
    }
}

extension NumberPattern: Codable {
    init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
