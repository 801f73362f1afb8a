/// Crockford's base 32: no letter that looks like a digit, and case does not matter.
///
/// <https://www.crockford.com/base32.html>. Receipts are read aloud and typed by people.
package enum Base32 {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// Five bits a character, the last one padded with zero bits.
    package static func encode(_ bytes: [UInt8]) -> String {
        encode(bytes, in: alphabet)
    }

    /// The same in the alphabet of RFC 4648, without padding signs: what other programs read.
    package static func encodeStandard(_ bytes: [UInt8]) -> String {
        encode(bytes, in: standard)
    }

    private static func encode(_ bytes: [UInt8], in alphabet: [UInt8]) -> String {
        var characters: [UInt8] = []
        characters.reserveCapacity((bytes.count * 8 + 4) / 5)
        var buffer: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                characters.append(alphabet[Int(buffer >> bits & 31)])
            }
        }
        if bits > 0 { characters.append(alphabet[Int(buffer << (5 - bits) & 31)]) }
        return String(decoding: characters, as: UTF8.self)
    }

    /// Reads what ``encode(_:)`` wrote; hyphens and spaces are passed over, O is 0, I and L are 1.
    ///
    /// Nil for any other character, and for padding bits that are not zero.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer: UInt32 = 0
        var bits: UInt32 = 0
        for character in text.utf8 where character != 0x2D && character != 0x20 {
            guard let value = value(of: character) else { return nil }
            buffer = buffer << 5 | value
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
            }
        }
        guard bits < 5, buffer & (1 << bits - 1) == 0 else { return nil }
        return bytes
    }

    private static func value(of character: UInt8) -> UInt32? {
        let upper = (0x61...0x7A).contains(character) ? character - 32 : character
        switch upper {
        case UInt8(ascii: "O"): return 0
        case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
        default: return alphabet.firstIndex(of: upper).map(UInt32.init)
        }
    }
}
