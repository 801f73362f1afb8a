import Kernel
import Text

/// What a text looks like to a program: texts that differ by a few words have most marks in common.
///
/// A MinHash (A. Broder, 1997) over pairs of folded words, under a secret of the institution: without it,
/// nobody can try which text a shape is of. Short contributions are compared as well as long ones, which a
/// SimHash does not do: one other word among thirty turns a tenth of its bits.
struct TextShape: Sendable, Hashable {
    /// Always as many; each says in itself which one it is.
    let marks: [Int]

    /// Nil for texts of so few words that many people write them.
    init?(of texts: [String], secret: UInt64) {
        let words = texts.flatMap(Folding.words)
        guard words.count >= Self.shortest else { return nil }
        var least = [UInt64](repeating: .max, count: Self.count)
        for (word, next) in zip(words, words.dropFirst()) {
            let pair = Self.hash(word, next, secret)
            for place in least.indices {
                let turned = Self.stir(pair ^ Self.seeds[place])
                if turned < least[place] { least[place] = turned }
            }
        }
        marks = least.enumerated().map { place, value in
            Int(Int64(bitPattern: Self.stir(value ^ Self.seeds[place])))
        }
    }

    static let count = 12
    /// Of two texts that are nearly the same, so many marks at least are the same: then about two thirds of
    /// their pairs are.
    static let near = 8
    private static let shortest = 4

    /// FNV-1a over both words.
    private static func hash(_ word: String, _ next: String, _ secret: UInt64) -> UInt64 {
        var hash = 0xcbf2_9ce4_8422_2325 ^ secret
        for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash = (hash ^ 0x20) &* 0x100_0000_01b3
        for byte in next.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }

    private static let seeds = (1...count).map { stir(UInt64($0) &* 0x9e37_79b9_7f4a_7c15) }

    /// The end of MurmurHash3, of 64 bits.
    private static func stir(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ (value >> 33)) &* 0xff51_afd7_ed55_8ccd
        value = (value ^ (value >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return value ^ (value >> 33)
    }
}
