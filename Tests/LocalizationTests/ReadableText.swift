import Foundation

/// A text of a catalogue as its reader meets it: sentences, words, syllables, and how easy it reads.
///
/// A value that the program puts in counts as one word of two syllables.
struct ReadableText {
    enum Language: String {
        case english = "en"
        case french = "fr"
    }

    let language: Language
    let text: String

    init(_ text: String, in language: Language) {
        self.language = language
        self.text = text.replacing(/\{\{\w+\}\}/, with: "Parvis")
    }

    /// Paragraphs apart, then after a stop that is followed by what is no small letter.
    var sentences: [String] {
        text.split(separator: "\n\n").flatMap { paragraph in
            var sentences: [String] = []
            var rest = paragraph[...]
            while let end = rest.firstMatch(of: /[.!?…][\s\u{A0}\u{202F}]+(?=[^\p{Ll}])/) {
                sentences.append(String(rest[..<end.range.upperBound]))
                rest = rest[end.range.upperBound...]
            }
            return rest.isEmpty ? sentences : sentences + [String(rest)]
        }
    }

    var words: [Substring] { Self.words(of: text) }

    static func words(of text: String) -> [Substring] {
        text.split { !($0.isLetter || $0.isNumber || "’'-".contains($0)) }
            .filter { $0.contains { $0.isLetter || $0.isNumber } }
    }

    /// How easy it reads: a hundred is very easy, sixty plain, thirty hard; nil without words.
    ///
    /// Flesch's reading ease (1948) for English; for French the same as Kandel and Moles adapted it
    /// (1958).
    var ease: Double? {
        let words = words
        guard !words.isEmpty, !sentences.isEmpty else { return nil }
        let said = words.reduce(0) { $0 + syllables(of: $1) }
        let wordsInSentence = Double(words.count) / Double(sentences.count)
        let syllablesInWord = Double(said) / Double(words.count)
        return switch language {
        case .english: 206.835 - 1.015 * wordsInSentence - 84.6 * syllablesInWord
        case .french: 207 - 1.015 * wordsInSentence - 73.6 * syllablesInWord
        }
    }

    /// Groups of vowels, without those at the end that nobody says: near enough for an average.
    func syllables(of word: Substring) -> Int {
        let lower = word.lowercased()
        return switch language {
        case .english: max(1, Self.englishSyllables(lower))
        case .french:
            max(1, lower.split { "’'-".contains($0) }.reduce(0) { $0 + Self.frenchSyllables($1) })
        }
    }

    private static func englishSyllables(_ word: String) -> Int {
        let groups = word.matches(of: /[aeiouy]+/).count
        let isMute =
            word.hasSuffix("e") && !word.hasSuffix("le")
            || word.hasSuffix("es") && word.firstMatch(of: /(?:s|x|z|ch|sh|c|g)es$/) == nil
            || word.hasSuffix("ed") && word.firstMatch(of: /[td]ed$/) == nil
        return isMute && groups > 1 ? groups - 1 : groups
    }

    private static func frenchSyllables(_ word: Substring) -> Int {
        let groups = word.matches(of: /[aeiouyàâäéèêëîïôöùûüœæ]+/).count
        let isMute = word.firstMatch(of: /[^aeiouyàâäéèêëîïôöùûüœæ](?:e|es)$/) != nil
        return isMute && groups > 1 ? groups - 1 : groups
    }
}
