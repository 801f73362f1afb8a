/// The public keys of X25519 with which every exchange gives zero.
///
/// No honest key is among them (RFC 7748, section 6.1, lets an implementation refuse them). Comparing
/// costs nothing, where trying an exchange would cost as much as sealing does.
enum SmallOrderPoints {
    /// X25519 ignores the highest bit of a key (RFC 7748, section 5), so each stands for two.
    static func contains(_ key: some Sequence<UInt8>) -> Bool {
        var bytes = Array(key)
        guard bytes.count == 32 else { return false }
        bytes[31] &= 0x7F
        return all.contains(bytes)
    }

    /// The points of order 1, 2, 4 and 8 of the curve and its twist, as u in little-endian order: 0, 1,
    /// the two of order 8, p - 1; and p, p + 1, which are 0 and 1 written in another way.
    static let all: Set<[UInt8]> = [
        [UInt8](repeating: 0, count: 32),
        [1] + [UInt8](repeating: 0, count: 31),
        [
            0xE0, 0xEB, 0x7A, 0x7C, 0x3B, 0x41, 0xB8, 0xAE, 0x16, 0x56, 0xE3, 0xFA, 0xF1, 0x9F,
            0xC4,
            0x6A, 0xDA, 0x09, 0x8D, 0xEB, 0x9C, 0x32, 0xB1, 0xFD, 0x86, 0x62, 0x05, 0x16, 0x5F,
            0x49,
            0xB8, 0x00,
        ],
        [
            0x5F, 0x9C, 0x95, 0xBC, 0xA3, 0x50, 0x8C, 0x24, 0xB1, 0xD0, 0xB1, 0x55, 0x9C, 0x83,
            0xEF,
            0x5B, 0x04, 0x44, 0x5C, 0xC4, 0x58, 0x1C, 0x8E, 0x86, 0xD8, 0x22, 0x4E, 0xDD, 0xD0,
            0x9F,
            0x11, 0x57,
        ],
        nearPrime(0xEC), nearPrime(0xED), nearPrime(0xEE),
    ]

    /// A number whose lowest byte alone differs from that of p = 2^255 - 19.
    private static func nearPrime(_ lowest: UInt8) -> [UInt8] {
        [lowest] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]
    }
}
