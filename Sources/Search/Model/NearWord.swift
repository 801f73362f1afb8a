import Kernel

/// A word as it is found by another one in which one letter is wrong.
///
/// One mistake (a letter too many, too few, another one, or two that changed places) leaves one half of
/// a word whole, unless the two letters stand on both sides of the middle. So words of nearly the same
/// length that share a half are all that has to be looked at. Decision 0011.
struct NearWord {
    let word: String
    let length: Int
    let head: String
    let tail: String

    /// Nil for what has too few letters to forgive one, too many to be a word, or figures in it: another
    /// number is another thing.
    init?(_ word: String) {
        let letters = Array(word.unicodeScalars)
        guard (Limits.searchForgiven - 1...Limits.searchForgivenMost).contains(letters.count),
            !letters.contains(where: { ("0"..."9").contains($0) })
        else { return nil }
        self.word = word
        length = letters.count
        head = Self.text(letters.prefix(letters.count / 2))
        tail = Self.text(letters.suffix(letters.count - letters.count / 2))
    }

    /// The halves that a word of this length would share with what was typed, if one letter is wrong.
    static func halves(
        of typed: [Unicode.Scalar],
        in length: Int
    ) -> (head: String, tail: String) {
        (text(typed.prefix(length / 2)), text(typed.suffix(length - length / 2)))
    }

    /// The words that come about when two letters around a middle change places.
    static func crossed(_ typed: [Unicode.Scalar]) -> String {
        var letters = typed
        letters.swapAt(typed.count / 2 - 1, typed.count / 2)
        return text(letters[...])
    }

    /// Whether one mistake makes one of the other.
    static func isNear(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Bool {
        let (short, long) = one.count <= other.count ? (one, other) : (other, one)
        guard long.count - short.count <= 1, short != long else { return false }
        let same = zip(short, long).prefix { $0 == $1 }.count
        let (rest, longRest) = (short.dropFirst(same), long.dropFirst(same))
        guard short.count == long.count else { return rest == longRest.dropFirst() }
        if rest.dropFirst() == longRest.dropFirst() { return true }
        return rest.count > 1 && Array(rest.prefix(2)) == longRest.prefix(2).reversed()
            && rest.dropFirst(2) == longRest.dropFirst(2)
    }

    private static func text(_ letters: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(letters))
    }
}
