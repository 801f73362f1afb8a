import Kernel
import Markup

/// What a form or a query carries: names and values, in order.
///
/// Hummingbird's decoder answers a broken escape or a name that comes twice with a fault (500) and
/// takes ten times as long; this one refuses what it cannot read as the visitor's mistake.
package struct FormData: Sendable {
    private let pairs: [(name: String, value: String)]

    package static let empty = FormData(pairs: [])

    init(pairs: [(name: String, value: String)]) {
        self.pairs = pairs
    }

    /// Reads `application/x-www-form-urlencoded`.
    ///
    /// Throws `malformed` for broken escapes, bytes that are no UTF-8, NUL, and too many fields.
    package init(
        urlEncoded body: some Collection<UInt8>,
        fields limit: Int = Limits.formFields
    ) throws(PageError) {
        let bytes = Array(body)
        let fields = bytes.split(separator: UInt8(ascii: "&"), maxSplits: limit + 1)
        guard fields.count <= limit else { throw .malformed }
        var pairs: [(name: String, value: String)] = []
        pairs.reserveCapacity(fields.count)
        for field in fields {
            let name = field.prefix { $0 != UInt8(ascii: "=") }
            let value = field.dropFirst(name.count + 1)
            guard let name = PercentEncoding.decode(name, plusIsSpace: true),
                let value = PercentEncoding.decode(value, plusIsSpace: true),
                !name.utf8.contains(0), !value.utf8.contains(0)
            else { throw .malformed }
            pairs.append((name, value))
        }
        self.pairs = pairs
    }

    /// The first value of that name, without the white space around it; empty when there is none.
    package subscript(name: String) -> String {
        guard let pair = pairs.first(where: { $0.name == name }) else { return "" }
        return Self.trim(pair.value)
    }

    /// The first value of that name exactly as it was typed: spaces may be part of a password.
    package func exact(_ name: String) -> String {
        pairs.first { $0.name == name }?.value ?? ""
    }

    /// Every field as it was sent, to be given back.
    package var fields: [(name: String, value: String)] { pairs }

    package func has(_ name: String) -> Bool { pairs.contains { $0.name == name } }

    /// The values of these names, in one order: each name once, and none that is empty.
    func kept(_ names: [String]) -> FormData {
        FormData(pairs: names.map { ($0, self[$0]) }.filter { !$0.value.isEmpty })
    }

    /// As it stands in an address, with its question mark; empty when nothing is in it.
    var query: String {
        guard !pairs.isEmpty else { return "" }
        return pairs.reduce(Path.here) { $0.with($1.name, $1.value) }.text
    }

    private static func trim(_ text: String) -> String {
        let bytes = text.utf8
        guard let first = bytes.first, let last = bytes.last, mayBeSpace(first) || mayBeSpace(last)
        else { return text }
        let start = text.drop(while: \.isWhitespace)
        let spaces = start.reversed().prefix(while: \.isWhitespace).count
        return String(start.dropLast(spaces))
    }

    /// ASCII white space, or a byte of something longer that has to be looked at.
    private static func mayBeSpace(_ byte: UInt8) -> Bool { byte <= 0x20 || byte >= 0x80 }
}
