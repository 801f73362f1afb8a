package import Kernel
package import Storage

/// The words that subjects of a kind hold, by which mistakes of one letter are forgiven.
extension SearchStore {
    /// What is found when somebody types these folded words; nil when there are none.
    ///
    /// A word that something holds is taken as it is, the last one also as the beginning of words. In the
    /// place of one that nothing holds stand those from which one letter parts it. Only where nothing is
    /// found is each word looked at.
    package static func search(
        for words: [String],
        of kind: Subject.Kind,
        in transaction: inout Transaction
    ) throws(StorageError) -> Search? {
        let words = words.map { SearchText.cut($0) }
        guard !words.isEmpty else { return nil }
        let typed = words.enumerated().map { [term($1, isLast: $0 == words.count - 1)] }
        let matches = try best(typed, of: kind, in: &transaction)
        guard matches.isEmpty else { return Search(matches: matches, substitutes: []) }
        let (terms, substitutes) = try mended(words, typed, of: kind, in: &transaction)
        guard !substitutes.isEmpty else { return Search(matches: [], substitutes: []) }
        return Search(
            matches: try best(terms, of: kind, in: &transaction),
            substitutes: substitutes
        )
    }

    /// The same words with others in the place of those that nothing holds.
    private static func mended(
        _ words: [String],
        _ typed: [[FullTextQuestion.Term]],
        of kind: Subject.Kind,
        in transaction: inout Transaction
    ) throws(StorageError) -> ([[FullTextQuestion.Term]], [Search.Substitute]) {
        let known = try known(typed.map { $0[0] }, of: kind, in: &transaction)
        var terms = typed
        var substitutes: [Search.Substitute] = []
        for (place, word) in words.enumerated() where !known.contains(place) {
            let near = try near(word, of: kind, in: &transaction)
            guard !near.isEmpty else { continue }
            substitutes.append(Search.Substitute(typed: word, words: near))
            terms[place] = near.map { term($0, isLast: place == words.count - 1) }
        }
        return (terms, substitutes)
    }

    /// The places of the words that something of this kind holds.
    private static func known(
        _ terms: [FullTextQuestion.Term],
        of kind: Subject.Kind,
        in transaction: inout Transaction
    ) throws(StorageError) -> Set<Int> {
        var parts: [SQL] = []
        for (place, term) in terms.enumerated() {
            let question = FullTextQuestion([[term]], among: kind, in: transaction)
            parts.append("SELECT \(place) AS place WHERE \(transaction.fullText.exists(question))")
        }
        let all = parts.dropFirst().reduce(parts[0]) { "\($0) UNION ALL \($1)" }
        return Set(try transaction.column(all))
    }

    private static func term(_ word: String, isLast: Bool) -> FullTextQuestion.Term {
        let isBeginning = isLast && word.unicodeScalars.count >= Limits.searchBeginning
        return FullTextQuestion.Term(word, isBeginning: isBeginning)
    }

    /// Words that are held and that one mistake parts from this one, those with its first letter first.
    private static func near(
        _ typed: String,
        of kind: Subject.Kind,
        in transaction: inout Transaction
    ) throws(StorageError) -> [String] {
        let letters = Array(typed.unicodeScalars)
        guard letters.count >= Limits.searchForgiven, NearWord(typed) != nil else { return [] }
        var parts: [SQL] = []
        for length in letters.count - 1...letters.count + 1 {
            let halves = NearWord.halves(of: letters, in: length)
            for half in ["head = \(halves.head)", "tail = \(halves.tail)"] as [SQL] {
                parts.append(
                    """
                    SELECT * FROM (
                        SELECT word FROM search_word
                        WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                          AND kind = \(kind) AND length = \(length) AND \(half)
                        ORDER BY word LIMIT \(Limits.searchCompared)
                    ) AS alike
                    """
                )
            }
        }
        let crossed: SQL = """
            SELECT word FROM search_word
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND kind = \(kind) AND word = \(NearWord.crossed(letters))
            """
        let all = parts.reduce(crossed) { "\($0) UNION \($1)" }
        let candidates: [String] = try transaction.column("\(all) ORDER BY word")
        let near = candidates.filter { NearWord.isNear(Array($0.unicodeScalars), letters) }
        let (same, others) = (
            near.filter { $0.unicodeScalars.first == letters[0] },
            near.filter { $0.unicodeScalars.first != letters[0] }
        )
        return Array((same + others).prefix(Limits.searchForms))
    }

    /// Adds what is not known yet; subjects of a kind share their words.
    static func learn(
        _ words: [String],
        of kind: Subject.Kind,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let near = words.compactMap { NearWord($0) }
        for start in stride(from: 0, to: near.count, by: wordsAtOnce) {
            let some = near[start..<min(start + wordsAtOnce, near.count)]
            // The last one again fills the statement, so that there is one text to prepare.
            let last = some[some.endIndex - 1]
            let filled = Array(some) + Array(repeating: last, count: wordsAtOnce - some.count)
            let rows = filled.map { word -> SQL in
                """
                (
                    \(transaction.tenant), \(transaction.space), \(kind), \(word.word),
                    \(word.length), \(word.head), \(word.tail)
                )
                """
            }
            try transaction.run(
                """
                INSERT INTO search_word (tenant_id, space_id, kind, word, length, head, tail)
                VALUES \(SQL.list(rows)) ON CONFLICT (tenant_id, space_id, kind, word) DO NOTHING
                """
            )
        }
    }

    /// Takes away what no subject of this kind holds any more.
    ///
    /// A word may be somebody's name, and the reason why something was hidden.
    static func forget(
        _ words: Set<String>,
        of kind: Subject.Kind,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let words = words.filter { NearWord($0) != nil }.sorted()
        for start in stride(from: 0, to: words.count, by: wordsAtOnce) {
            let some = Array(words[start..<min(start + wordsAtOnce, words.count)])
            let terms = some.map { FullTextQuestion.Term($0) }
            let known = try known(terms, of: kind, in: &transaction)
            let gone = some.indices.filter { !known.contains($0) }.map { some[$0] }
            guard !gone.isEmpty else { continue }
            try transaction.run(
                """
                DELETE FROM search_word
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                  AND kind = \(kind) AND word IN (\(list: gone))
                """
            )
        }
    }

    private static let wordsAtOnce = 32
}
