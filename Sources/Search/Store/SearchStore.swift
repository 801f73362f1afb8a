package import Kernel
package import Storage

/// Every SQL text that touches what can be found: full text over the public subjects of a space.
///
/// Whoever publishes, changes or hides a subject calls it in the same transaction, so that nothing is
/// found that is not there to be read.
package enum SearchStore {
    /// Makes a subject of the transaction's space findable, or findable by another text.
    ///
    /// Of what is found in equal parts, what was published later comes first.
    package static func put(
        _ id: String,
        of kind: Subject.Kind,
        publishedAt: Instant,
        _ text: SearchText,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let before = try take(id, of: kind, in: &transaction)
        for attempt in 0..<attempts {
            let wanted = number(
                of: FullTextQuestion.scope(transaction.tenant, transaction.space, kind) + "/" + id,
                publishedAt: publishedAt,
                attempt: attempt
            )
            let number: Int? = try transaction.value(
                """
                INSERT INTO search_entry (
                    tenant_id, space_id, kind, id, number, scope, title, text, annex
                )
                VALUES (
                    \(transaction.tenant), \(transaction.space), \(kind), \(id), \(wanted),
                    \(FullTextQuestion.scope(transaction.tenant, transaction.space, kind)),
                    \(text.title.joined(separator: " ")), \(text.text.joined(separator: " ")),
                    \(text.annex.joined(separator: " "))
                )
                ON CONFLICT DO NOTHING
                RETURNING number
                """
            )
            guard let number else { continue }
            if let added = transaction.fullText.added(number) { try transaction.run(added) }
            try learn(text.words, of: kind, in: &transaction)
            try forget(before.subtracting(text.words), of: kind, in: &transaction)
            return
        }
        throw StorageError(.constraint, "\(attempts) numbers of a search were taken")
    }

    /// Takes a subject away: from now on no search finds it, and no word tells of it.
    package static func remove(
        _ id: String,
        of kind: Subject.Kind,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let words = try take(id, of: kind, in: &transaction)
        try forget(words, of: kind, in: &transaction)
    }

    /// A query for what a search has found in the transaction's space: columns `id` and `tier`.
    package static func matches(
        _ search: Search,
        in transaction: borrowing Transaction
    ) -> SQL {
        guard !search.matches.isEmpty else { return "SELECT '' AS id, 0 AS tier WHERE FALSE" }
        let rows = search.matches.map { [$0.id.sqlValue, $0.tier.sqlValue] }
        return transaction.table(["id", "tier"], rows)
    }

    /// Takes the row away; gives the words that it held.
    private static func take(
        _ id: String,
        of kind: Subject.Kind,
        in transaction: inout Transaction
    ) throws(StorageError) -> Set<String> {
        let entry: EntryRow? = try transaction.first(
            """
            SELECT number, title, text, annex FROM search_entry
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND kind = \(kind) AND id = \(id)
            """
        )
        guard let entry else { return [] }
        if let removing = transaction.fullText.removing(entry.number) {
            try transaction.run(removing)
        }
        try transaction.run(
            """
            DELETE FROM search_entry
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND kind = \(kind) AND id = \(id)
            """
        )
        return entry.words
    }

    /// Milliseconds since 1970, then 21 bits that tell apart what was published at once.
    private static func number(of name: String, publishedAt: Instant, attempt: Int) -> Int {
        // FNV-1a: no secret depends on it, only that two names seldom meet.
        let hash = "\(attempt)/\(name)".utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let instant = min(max(publishedAt.milliseconds, 0), 1 << 42 - 1)
        return Int(instant << 21) | Int((hash ^ (hash >> 32)) & (1 << 21 - 1))
    }

    private static let attempts = 16
}

private struct EntryRow: RowReadable {
    let number: Int
    let words: Set<String>

    init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        let title: String = try row.next()
        let text: String = try row.next()
        let annex: String = try row.next()
        words = Set([title, text, annex].flatMap { $0.split(separator: " ").map(String.init) })
    }
}
