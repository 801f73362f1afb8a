/// A system of writing, as far as it matters for telling look-alike names (UTS 39).
///
/// Unicode's Scripts.txt knows many more; letters of those are ``other``.
enum Script: Hashable, Sendable {
    /// Digits and marks that several scripts use.
    case common
    /// Accents: they are of the script of their letter.
    case inherited
    case arabic
    case armenian
    case bengali
    case bopomofo
    case cyrillic
    case devanagari
    case ethiopic
    case georgian
    case greek
    case gujarati
    case gurmukhi
    case han
    case hangul
    case hebrew
    case hiragana
    case kannada
    case katakana
    case khmer
    case lao
    case latin
    case malayalam
    case myanmar
    case oriya
    case sinhala
    case tamil
    case telugu
    case thaana
    case thai
    case tibetan
    case other

    /// The script of a letter, mark or digit.
    init(of scalar: Unicode.Scalar) {
        var (low, high) = (0, Self.stretches.count)
        while low < high {
            let middle = (low + high) / 2
            if Self.stretches[middle].range.upperBound < scalar.value {
                low = middle + 1
            } else {
                high = middle
            }
        }
        let isFound = low < Self.stretches.count && Self.stretches[low].range ~= scalar.value
        self = isFound ? Self.stretches[low].script : .other
    }

    /// Whether a word is written as people write: in one script, or in those that Japanese, Chinese
    /// and Korean mix with each other and with Latin.
    ///
    /// This is the level "highly restrictive" of UTS 39, section 5.2. It refuses a Cyrillic а among
    /// Latin letters; a word that is all Cyrillic and looks Latin is another word.
    static func isOneWriting(_ word: some Sequence<Unicode.Scalar>) -> Bool {
        let scripts = Set(word.map(Script.init(of:))).subtracting([.common, .inherited])
        return scripts.count < 2 || mixed.contains(where: scripts.isSubset)
    }

    private static let mixed: [Set<Script>] = [
        [.latin, .han, .hiragana, .katakana], [.latin, .han, .bopomofo], [.latin, .han, .hangul],
    ]

    private static let stretches: [(range: ClosedRange<UInt32>, script: Script)] =
        rows.flatMap { script, row in
            row.split(whereSeparator: \.isWhitespace).map { word in
                let ends = word.split(separator: "-").compactMap { UInt32($0, radix: 16) }
                return (ends[0]...ends[ends.count - 1], script)
            }
        }.sorted { $0.range.lowerBound < $1.range.lowerBound }
}
