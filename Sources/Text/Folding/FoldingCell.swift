/// What becomes of one scalar, in four bytes.
///
/// The first byte says how many bytes of UTF-8 follow (no chart gives more than three), or that
/// there is no replacement.
struct FoldingCell: Equatable, Sendable {
    /// The scalar stays as it is.
    static let kept = FoldingCell(bits: 0)
    /// The scalar goes, and what stood on its two sides are two words.
    static let parting = FoldingCell(bits: 0xFE)
    /// The scalar goes as if it had never been there.
    static let silent = FoldingCell(bits: 0xFF)

    private let bits: UInt32

    private init(bits: UInt32) {
        self.bits = bits
    }

    /// Letters in lower case and digits stay; every other sign of ASCII parts words.
    init(ascii byte: UInt8) {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"):
            self.init(bits: UInt32(byte) << 8 | 1)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"):
            self.init(bits: UInt32(byte | 0x20) << 8 | 1)
        default:
            self = .parting
        }
    }

    /// Reads one cell of `FoldingRows`.
    init(chart text: Substring) {
        switch text {
        case "=": self = .kept
        case ".": self = .parting
        case "~": self = .silent
        default:
            precondition(text.utf8.count <= 3, "A cell holds three bytes.")
            var bits = UInt32(text.utf8.count)
            for (offset, byte) in text.utf8.enumerated() {
                bits |= UInt32(byte) << UInt32(8 * (offset + 1))
            }
            self.init(bits: bits)
        }
    }

    /// Adds what `scalar`, whose cell this is, becomes.
    func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        if self == .kept {
            bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            return
        }
        guard self != .parting, self != .silent else { return }
        var rest = bits >> 8
        while rest != 0 {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }
}
