package import Kernel
package import Storage
import Text

/// What is about the same as something that somebody writes.
extension SearchStore {
    /// The ids of subjects that share words with a text, those that share the most in their titles first.
    ///
    /// Of three words or more two have to be shared: one alone is in too much. The number of statements is the
    /// same for every text.
    package static func similar(
        to text: String,
        of kind: Subject.Kind,
        most: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [String] {
        let terms = telling(text)
        guard !terms.isEmpty else { return [] }
        let found = try best(
            shared(terms),
            of: kind,
            most: Limits.similarCompared,
            in: &transaction
        )
        guard !found.isEmpty else { return [] }
        let titles = try titles(of: found.map(\.id), among: kind, in: &transaction)
        let ranked = found.enumerated().map { place, match in
            (id: match.id, shared: count(terms, in: titles[match.id] ?? []), place: place)
        }
        let order = ranked.sorted { ($1.shared, $0.place) < ($0.shared, $1.place) }
        return order.prefix(most).map(\.id)
    }

    /// The words that say what a text is about, as far as their length tells it: without the ends by which
    /// one thing and several differ.
    private static func telling(_ text: String) -> [FullTextQuestion.Term] {
        var stems: [String] = []
        for word in Folding.words(text) where word.unicodeScalars.count >= Limits.similarLetters {
            let cut = SearchText.cut(word)
            let stem = cut.last == "s" || cut.last == "x" ? String(cut.dropLast()) : cut
            if !stems.contains(stem) { stems.append(stem) }
        }
        // The longest say most; of equal ones the first.
        let order = stems.enumerated().sorted { one, other in
            (other.element.unicodeScalars.count, one.offset)
                < (one.element.unicodeScalars.count, other.offset)
        }
        return order.prefix(Limits.similarWords).map {
            FullTextQuestion.Term($0.element, isBeginning: true)
        }
    }

    /// At least two of the words, in other words: whichever one is left out, one of the others is there.
    private static func shared(
        _ terms: [FullTextQuestion.Term]
    ) -> [[FullTextQuestion.Term]] {
        guard terms.count > 2 else { return [terms] }
        return terms.map { left in terms.filter { $0 != left } }
    }

    private static func count(_ terms: [FullTextQuestion.Term], in words: [String]) -> Int {
        terms.count { term in words.contains { $0.hasPrefix(term.word) } }
    }

    private static func titles(
        of ids: [String],
        among kind: Subject.Kind,
        in transaction: inout Transaction
    ) throws(StorageError) -> [String: [String]] {
        let rows: [TitleRow] = try transaction.all(
            """
            SELECT id, title FROM search_entry
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND kind = \(kind) AND id IN (\(list: ids))
            """
        )
        return Dictionary(rows.map { ($0.id, $0.words) }) { first, _ in first }
    }
}

private struct TitleRow: RowReadable {
    let id: String
    let words: [String]

    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        let title: String = try row.next()
        words = title.split(separator: " ").map(String.init)
    }
}
