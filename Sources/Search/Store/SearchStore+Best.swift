import Kernel
import Storage

/// The best of what holds some words.
extension SearchStore {
    /// All words in the title first, then in title and text, then anywhere; then the newest.
    static func best(
        _ terms: [[FullTextQuestion.Term]],
        of kind: Subject.Kind,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Search.Match] {
        let most = Limits.searchMatches + 1
        let question = FullTextQuestion(terms, among: kind, in: transaction)
        var found: [Int: FoundRow] = [:]
        for query in transaction.fullText.best(question, most: most) {
            let rows: [FoundRow] = try transaction.all(
                """
                SELECT entry.id, found.number, found.tier FROM (\(query)) AS found
                CROSS JOIN search_entry AS entry
                WHERE entry.tenant_id = \(transaction.tenant) AND entry.number = found.number
                """
            )
            for row in rows where row.match.tier < found[row.number]?.match.tier ?? .max {
                found[row.number] = row
            }
            if rows.count >= most { break }
        }
        let order = found.values.sorted { one, other in
            (one.match.tier, other.number) < (other.match.tier, one.number)
        }
        return order.prefix(most).map(\.match)
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
