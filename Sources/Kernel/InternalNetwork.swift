/// What leads into the networks of whoever runs the server.
package enum InternalNetwork {
    /// Whether a host is this machine, or an address that is none of the open internet, however it is written.
    ///
    /// Names are not looked up: where one leads, ``HostAddress`` tells. Of numbers only four whole ones and global
    /// IPv6 addresses are taken for open: programs read the others in more than one way (RFC 6943, section 3.1.1).
    package static func holds(_ host: String) -> Bool {
        var host = host.lowercased()
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        if host.contains("%") { return true }
        if host.contains(":") { return !isGlobal(host) }
        if host.hasSuffix(".") { host.removeLast() }
        if Loopback.holds(host) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = parts.last, isNumber(last) else { return false }
        let numbers = parts.compactMap { byte($0) }
        guard parts.count == 4, numbers.count == 4 else { return true }
        return isReserved(numbers[0], numbers[1], numbers[2])
    }

    /// Of `2000::/3` (RFC 4291, section 2.5.4), and not one that holds an address of IPv4 (RFC 3056).
    private static func isGlobal(_ address: String) -> Bool {
        let first = address.prefix { $0 != ":" }
        return first.utf8.count == 4 && (first.hasPrefix("2") || first.hasPrefix("3"))
            && first != "2002"
    }

    /// Whether the last part of a host makes all of it a number: no domain ends like that.
    private static func isNumber(_ part: Substring) -> Bool {
        part.hasPrefix("0x") || !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// A number below 256 without zeros before it: some programs read those in base 8.
    private static func byte(_ part: Substring) -> UInt8? {
        guard (1...3).contains(part.utf8.count),
            part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            part.utf8.count == 1 || !part.hasPrefix("0")
        else { return nil }
        return UInt8(part)
    }

    /// Blocks of IPv4 that are not routed on the open internet (RFC 6890), whatever their last number is.
    static func isReserved(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (first, second, third) {
        case (0, _, _), (10, _, _), (127, _, _), (224...255, _, _): true
        case (100, 64...127, _), (169, 254, _), (172, 16...31, _): true
        case (192, 0, 0), (192, 0, 2), (192, 88, 99), (192, 168, _): true
        case (198, 18...19, _), (198, 51, 100), (203, 0, 113): true
        default: false
        }
    }
}
