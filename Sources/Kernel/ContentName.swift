/// A name made of what it names: the same bytes, the same name.
///
/// FNV-1a of 128 bits: it tells versions apart, and no secret depends on it.
package struct ContentName: Hashable, Sendable {
    private let value: UInt128

    package init(of bytes: some Sequence<UInt8>) {
        let offset: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
        let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013b
        value = bytes.reduce(offset) { ($0 ^ UInt128($1)) &* prime }
    }

    /// Thirty-two hexadecimal digits.
    package var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }

    /// A name for the whole world that stays the same wherever the thing is read
    /// (RFC 9562, version 8).
    package var urn: String {
        let marked =
            value & ~(0xF << 76 as UInt128) & ~(0x3 << 62 as UInt128)
            | (0x8 << 76 as UInt128) | (0x2 << 62 as UInt128)
        let digits = String(marked, radix: 16)
        let padded = Array(String(repeating: "0", count: 32 - digits.count) + digits)
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(padded[$0]) }
        return "urn:uuid:" + groups.joined(separator: "-")
    }
}
