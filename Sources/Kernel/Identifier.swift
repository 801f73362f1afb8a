/// Makes the names of rows: 26 characters of base 32, in the order of their making.
///
/// 48 bits of milliseconds and 80 random bits (as UUID version 7, RFC 9562 §5.7, with fewer fixed bits).
package enum Identifier {
    package static let characters = 26

    package static func make(at now: Instant, random: Random) -> String {
        let time = UInt64(bitPattern: now.milliseconds)
        let stamp = (0..<6).map { UInt8(truncatingIfNeeded: time >> (40 - 8 * UInt64($0))) }
        return Base32.encode(stamp + random.bytes(10))
    }

    /// Whether a text may be such a name.
    package static func isValid(_ text: some StringProtocol) -> Bool {
        text.utf8.count == characters
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
    }
}
