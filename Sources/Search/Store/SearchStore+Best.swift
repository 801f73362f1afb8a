import Kernel
import Storage

/// The best of what holds some words.
extension SearchStore {
    /// All words in the title first, then in title and text, then anywhere; then the newest.
    static func best(
        _ terms: [[FullTextQuestion.Term]],
        of kind: Subject.Kind,
        most: Int = Limits.searchMatches + 1,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Search.Match] {
        let question = FullTextQuestion(terms, among: kind, in: transaction)
        var matches: [Search.Match] = []
        var step = 0
        while matches.count < most,
            let query = transaction.fullText.best(
                question,
                step: step,
                most: most - matches.count
            )
        {
            let rows: [FoundRow] = try transaction.all(query)
            matches += ordered(rows)
            step += 1
        }
        return Array(matches.prefix(most))
    }

    /// Each once, in its lowest tier.
    private static func ordered(_ rows: [FoundRow]) -> [Search.Match] {
        let best = Dictionary(rows.map { ($0.number, $0) }) { one, other in
            one.match.tier < other.match.tier ? one : other
        }
        let order = best.values.sorted { one, other in
            (one.match.tier, other.number) < (other.match.tier, one.number)
        }
        return order.map(\.match)
    }
}

private struct FoundRow: RowReadable {
    let match: Search.Match
    let number: Int

    init(reading row: inout RowReader) throws(StorageError) {
        let id: String = try row.next()
        number = try row.next()
        match = Search.Match(id: id, tier: try row.next())
    }
}
