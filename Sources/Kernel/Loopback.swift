/// What stays on this machine.
package enum Loopback {
    /// Whether a host leads to this machine and nowhere else: `localhost` and the names below it (RFC
    /// 6761, section 6.3), `127.0.0.0/8` (RFC 1122, section 3.2.1.3) or `::1` (RFC 4291, section 2.5.3).
    ///
    /// A name that only begins as such an address does may belong to anybody.
    package static func holds(_ host: String) -> Bool {
        let host = host.lowercased()
        if host == "localhost" || host.hasSuffix(".localhost") { return true }
        if host == "::1" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { part in
                (1...3).contains(part.utf8.count)
                    && part.utf8.allSatisfy { (0x30...0x39).contains($0) } && Int(part) ?? 256 < 256
            }
    }
}
