/// The address of a machine, as the name of a host leads to it: of IPv4, or of IPv6.
package struct HostAddress: Sendable, Hashable {
    package let bytes: [UInt8]

    /// Nil for what has neither 4 bytes nor 16; an address of IPv4 in one of IPv6 is that of IPv4.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = Self.isMapped(bytes) ? Array(bytes.suffix(4)) : bytes
    }

    /// Whether it is this machine, or none of the open internet.
    ///
    /// An IPv6 address that a translator made holds one of IPv4, which decides (RFC 6052, section 2.1).
    package var isInternal: Bool {
        if bytes.count == 4 { return InternalNetwork.isReserved(bytes[0], bytes[1], bytes[2]) }
        if bytes.prefix(12) == [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0] {
            return InternalNetwork.isReserved(bytes[12], bytes[13], bytes[14])
        }
        // Of `2000::/3`, and neither 6to4 nor Teredo: those hold addresses of IPv4 too.
        let isTunnel =
            bytes.prefix(2) == [0x20, 0x02] || bytes.prefix(4) == [0x20, 0x01, 0, 0]
        return bytes[0] & 0xE0 != 0x20 || isTunnel
    }

    /// As people write it: `10.0.0.7`, `fd00::1` (RFC 5952).
    package var text: String {
        guard bytes.count == 16 else { return bytes.map { String($0) }.joined(separator: ".") }
        let groups = (0..<8).map { Int(bytes[$0 * 2]) << 8 | Int(bytes[$0 * 2 + 1]) }
        let words = groups.map { String($0, radix: 16) }
        guard let zeros = Self.longestZeros(in: groups) else { return words.joined(separator: ":") }
        let before = words[..<zeros.lowerBound].joined(separator: ":")
        let behind = words[zeros.upperBound...].joined(separator: ":")
        return before + "::" + behind
    }

    /// Where at least two groups of zeros stand together; of several such places the longest, else the first.
    private static func longestZeros(in groups: [Int]) -> Range<Int>? {
        var longest: Range<Int>?
        var start = 0
        while start < groups.count {
            var end = start
            while end < groups.count, groups[end] == 0 { end += 1 }
            if end - start > max(1, longest?.count ?? 0) { longest = start..<end }
            start = max(end, start) + 1
        }
        return longest
    }

    private static func isMapped(_ bytes: [UInt8]) -> Bool {
        bytes.count == 16 && bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    }
}
