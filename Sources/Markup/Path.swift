import Kernel

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
        // An empty first segment would make `//host`: an address on another server.
        let named = segments.drop(while: \.isEmpty)
        text = "/" + named.map { PercentEncoding.encode($0) }.joined(separator: "/")
    }

    /// A foreign address: only `https:`, `http:` and `mailto:` are addresses; nil for all else.
    package init?(web address: String) {
        let lower = address.lowercased()
        guard let scheme = ["https://", "http://", "mailto:"].first(where: lower.hasPrefix),
            address.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }),
            address.utf8.count <= 2000
        else { return nil }
        // A name before the host is there to deceive: `https://www.senat.fr@evil.example`.
        let host = lower.utf8.dropFirst(scheme.utf8.count).prefix { !"/?#".utf8.contains($0) }
        guard scheme == "mailto:" || !host.isEmpty && !host.contains(UInt8(ascii: "@")) else {
            return nil
        }
        text = address
    }

    /// What an authenticator app on the same device opens (`otpauth:`); nil for all else.
    package init?(authenticator address: String) {
        guard address.hasPrefix("otpauth://totp/"), address.utf8.count <= 2000,
            address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        text = address
    }

    /// An address of this site that somebody brought along: where to go after signing in.
    ///
    /// Nil for whatever a browser could take for another site: `//host`, `/\\host`, control characters.
    package init?(local address: String) {
        let bytes = Array(address.utf8)
        guard bytes.first == UInt8(ascii: "/"), bytes.count <= 1000,
            bytes.dropFirst().first != UInt8(ascii: "/"),
            bytes.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return nil }
        text = address
    }

    private init(text: String) { self.text = text }

    package func appending(_ segments: String...) -> Path {
        let base = text == "/" ? "" : text
        return Path(text: base + segments.map { "/" + PercentEncoding.encode($0) }.joined())
    }

    /// The same address with another pair behind the question mark.
    package func with(_ name: String, _ value: String) -> Path {
        let sign = text.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
        return Path(
            text: text + sign + PercentEncoding.encode(name) + "=" + PercentEncoding.encode(value)
        )
    }

    /// The page itself, for links to one of its parts.
    package static let here = Path(text: "")

    package func fragment(_ id: String) -> Path {
        Path(text: text + "#" + PercentEncoding.encode(id))
    }
}
