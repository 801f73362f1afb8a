/// The host and port that a request names, taken apart strictly (RFC 9110 section 4.2.3, RFC 3986
/// section 3.2).
///
/// Whatever is kept or written of it has one spelling: lower case, no dot at the end. What a browser
/// could take for something else (`user@`, spaces, escapes) is no authority at all.
struct RequestAuthority: Hashable, Sendable {
    let host: String
    let port: Int?

    /// Nil for whatever is no host, or no host and port.
    init?(_ text: some StringProtocol) {
        let bytes = text.utf8
        guard (1...262).contains(bytes.count), bytes.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        let lower = text.lowercased()
        let end =
            lower.utf8.first == UInt8(ascii: "[")
            ? lower.firstIndex(of: "]").map { lower.index(after: $0) }
            : lower.firstIndex(of: ":") ?? lower.endIndex
        guard let end, let host = Self.host(lower[..<end]) else { return nil }
        self.host = host
        guard Self.isPort(lower[end...]) else { return nil }
        port = Int(lower[end...].dropFirst())
    }

    /// What an `Origin` field names (RFC 6454, section 7): scheme and authority; the usual port is none.
    init?(origin: String) {
        let usual: [(String, Int)] = [("https://", 443), ("http://", 80)]
        guard let (scheme, port) = usual.first(where: { origin.hasPrefix($0.0) }),
            let authority = RequestAuthority(origin.dropFirst(scheme.utf8.count))
        else { return nil }
        host = authority.host
        self.port = authority.port == port ? nil : authority.port
    }

    private init(host: String, port: Int?) {
        self.host = host
        self.port = port
    }

    var text: String { host + (port.map { ":\($0)" } ?? "") }

    /// The same without a port that every scheme would leave out.
    var withoutUsualPort: RequestAuthority {
        port == 80 || port == 443 ? RequestAuthority(host: host, port: nil) : self
    }

    private static func host(_ text: Substring) -> String? {
        if text.utf8.first == UInt8(ascii: "[") {
            let address = text.dropFirst().dropLast()
            guard address.contains(":"), InternetAddress(address) != nil else { return nil }
            return String(text)
        }
        let name = text.utf8.last == UInt8(ascii: ".") ? text.dropLast() : text
        let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isName = labels.allSatisfy { !$0.isEmpty && $0.count <= 63 && $0.allSatisfy(isNamed) }
        return isName && name.utf8.count <= 253 ? String(name) : nil
    }

    /// Nothing, a lone colon, or a colon and a number that ports can have.
    private static func isPort(_ text: Substring) -> Bool {
        if text.isEmpty || text == ":" { return true }
        let digits = text.dropFirst()
        guard text.utf8.first == UInt8(ascii: ":"), digits.utf8.count <= 5,
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits)
        else { return false }
        return (1...65_535).contains(number)
    }

    private static func isNamed(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
    }
}
