/// One that asked, as proxies write it: an address with or without a port, or nobody.
enum ForwardedNode {
    /// Nil for `unknown`, for names that hide an address, and for whatever is no address.
    ///
    /// `192.0.2.1`, `192.0.2.1:4711`, `[2001:db8::1]`, `[2001:db8::1]:4711`; and `2001:db8::1`, which
    /// only `X-Forwarded-For` has.
    static func address(_ text: Substring, allowsBareIPv6: Bool) -> InternetAddress? {
        if text.utf8.first == UInt8(ascii: "[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            let inner = text[text.index(after: text.startIndex)..<end]
            guard inner.contains(":"), isPort(text[text.index(after: end)...]) else { return nil }
            return InternetAddress(inner)
        }
        let colons = text.utf8.count { $0 == UInt8(ascii: ":") }
        if colons > 1 { return allowsBareIPv6 ? InternetAddress(text) : nil }
        let host = text.prefix { $0 != ":" }
        guard isPort(text.dropFirst(host.count)) else { return nil }
        return InternetAddress(host)
    }

    /// Nothing, or a colon and a number or a hidden name (RFC 7239, section 6).
    private static func isPort(_ text: Substring) -> Bool {
        guard let first = text.utf8.first else { return true }
        let port = text.utf8.dropFirst()
        guard first == UInt8(ascii: ":"), let start = port.first else { return false }
        guard start == UInt8(ascii: "_") else {
            return port.count <= 5 && port.allSatisfy { (0x30...0x39).contains($0) }
        }
        return port.count > 1
            && port.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
                default: false
                }
            }
    }
}

/// `X-Forwarded-For`: a list that no standard describes, from the farthest to the nearest.
enum ForwardedFor {
    /// Nil stands for a hop that names nobody; several fields are one list (RFC 9110, section 5.3).
    static func hops(in fields: [String]) -> [InternetAddress?] {
        fields.flatMap { $0.utf8.split(separator: UInt8(ascii: ",")) }
            .map { trim(Substring($0)) }
            .filter { !$0.isEmpty }
            .map { ForwardedNode.address(unquoted($0), allowsBareIPv6: true) }
    }

    private static func trim(_ text: Substring) -> Substring {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        let start = text.drop(while: isSpace)
        return start.dropLast(start.reversed().prefix(while: isSpace).count)
    }

    /// Some write it as they would in `Forwarded`.
    private static func unquoted(_ text: Substring) -> Substring {
        let isQuoted = text.utf8.count > 1 && text.first == "\"" && text.last == "\""
        return isQuoted ? text.dropFirst().dropLast() : text
    }
}
