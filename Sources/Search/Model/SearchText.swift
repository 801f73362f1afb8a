import Kernel
import Text

/// What of a subject can be found, in folded words; each word stands in its best part only.
package struct SearchText: Sendable, Hashable {
    package let title: [String]
    package let text: [String]
    package let annex: [String]

    /// Several texts make a part: the number of something and what it is called.
    package init(title: [String], text: [String], annex: [String] = []) {
        var known: Set<String> = []
        self.title = Self.words(title, but: &known)
        self.text = Self.words(text, but: &known)
        self.annex = Self.words(annex, but: &known)
    }

    var words: [String] { title + text + annex }

    private static func words(_ texts: [String], but known: inout Set<String>) -> [String] {
        var words: [String] = []
        for word in texts.lazy.flatMap({ Folding.words($0) }) {
            guard known.count < Limits.searchTextWords else { break }
            let word = cut(word)
            if known.insert(word).inserted { words.append(word) }
        }
        return words
    }

    /// As much of a word as is indexed.
    static func cut(_ word: String) -> String {
        guard word.utf8.count > Limits.searchWordLetters else { return word }
        return String(
            String.UnicodeScalarView(word.unicodeScalars.prefix(Limits.searchWordLetters))
        )
    }
}
