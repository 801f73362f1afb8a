/// An address on this server, or a web address that was checked.
///
/// Segments and query values are percent-encoded, so that a value cannot break out of its place.
package struct Path: Sendable, Hashable, ExpressibleByStringLiteral {
    package let text: String

    package init(stringLiteral text: String) { self.text = text }

    package init(_ segments: String...) {
        self.init(segments: segments)
    }

    package init(segments: [String]) {
        text = "/" + segments.map { Self.encode($0) }.joined(separator: "/")
    }

    /// A foreign address: only `https:`, `http:` and `mailto:` are addresses; nil for all else.
    package init?(web address: String) {
        let lower = address.lowercased()
        guard ["https://", "http://", "mailto:"].contains(where: lower.hasPrefix),
            address.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), address.utf8.count <= 2000
        else { return nil }
        text = address
    }

    private init(text: String) { self.text = text }

    package func appending(_ segments: String...) -> Path {
        let base = text == "/" ? "" : text
        return Path(text: base + segments.map { "/" + Self.encode($0) }.joined())
    }

    /// The same address with another pair behind the question mark.
    package func with(_ name: String, _ value: String) -> Path {
        let sign = text.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
        return Path(text: text + sign + Self.encode(name) + "=" + Self.encode(value))
    }

    package func fragment(_ id: String) -> Path {
        Path(text: text + "#" + Self.encode(id))
    }

    /// Percent-encodes everything but the unreserved characters of RFC 3986.
    package static func encode(_ value: String) -> String {
        var text = ""
        for byte in value.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                text += byte < 16 ? "%0" : "%"
                text += String(byte, radix: 16, uppercase: true)
            }
        }
        return text
    }
}
