#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An address of the Internet: 4 bytes, or 16.
package struct InternetAddress: Hashable, Sendable {
    let bytes: [UInt8]

    /// Reads `192.0.2.1` and `2001:db8::1`; an IPv4 address mapped into IPv6 is the IPv4 address.
    package init?(_ text: some StringProtocol) {
        var buffer = [UInt8](repeating: 0, count: 16)
        let address = String(text)
        // C would stop at a NUL and take what stands before it for the whole.
        guard !address.utf8.contains(0) else { return nil }
        if inet_pton(AF_INET, address, &buffer) == 1 {
            bytes = Array(buffer.prefix(4))
        } else if inet_pton(AF_INET6, address, &buffer) == 1 {
            let isMapped = buffer.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
            bytes = isMapped ? Array(buffer.suffix(4)) : buffer
        } else {
            return nil
        }
    }

    /// The first bytes, as many as a network of that length has.
    func prefix(bits: Int) -> ArraySlice<UInt8> { bytes.prefix(bits / 8) }

    var isIPv4: Bool { bytes.count == 4 }
}

/// A range of addresses: `10.0.0.0/8`, `::1`.
package struct Network: Hashable, Sendable {
    private let address: InternetAddress
    private let bits: Int

    /// Nil for a text that names no network.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = InternetAddress(first) else { return nil }
        let width = address.bytes.count * 8
        let isPlain = parts.count == 1 || parts[1].utf8.allSatisfy { (0x30...0x39).contains($0) }
        let bits = parts.count == 2 && isPlain ? Int(parts[1]) : isPlain ? width : nil
        guard let bits, (0...width).contains(bits) else { return nil }
        self.address = address
        self.bits = bits
    }

    func contains(_ other: InternetAddress) -> Bool {
        guard other.bytes.count == address.bytes.count else { return false }
        let whole = bits / 8
        guard other.bytes.prefix(whole) == address.bytes.prefix(whole) else { return false }
        let rest = bits % 8
        guard rest > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - rest))
        return other.bytes[whole] & mask == address.bytes[whole] & mask
    }
}
