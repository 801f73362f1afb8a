import Kernel
import Ledger
import Storage
import Web

extension PetitionStore {
    /// How many petitions each filter would show, of one theme or of all.
    static func counts(
        of theme: String? = nil,
        in transaction: inout Transaction
    ) throws(StorageError) -> PetitionFilterCounts {
        let now = transaction.now
        let columns = PetitionFilter.parts.map { part in
            sum(of: conditions(of: part, at: now), theme: theme, in: transaction)
        }
        let row: PetitionCountsRow? = try transaction.first("SELECT \(SQL.list(columns))")
        return PetitionFilterCounts(row?.counts ?? [:])
    }

    /// The same of what a search has found: columns of a query, with what they are taken from.
    static func countsOfFound(theme: String?, at now: Instant) -> SQL {
        let own: SQL = theme.map { key -> SQL in "line.theme = \(key)" } ?? "TRUE"
        let columns = PetitionFilter.parts.map { part -> SQL in
            let parts = conditions(of: part, at: now).map { one -> SQL in "(\(one))" }
            let either = parts.dropFirst().reduce(parts[0]) { "\($0) OR \($1)" }
            let name = SQL.name(part.rawValue)
            return "count(CASE WHEN (\(either)) AND \(own) THEN 1 END) AS \(name)"
        }
        return "\(SQL.list(columns)) FROM found AS line"
    }

    /// Each part is counted in an index by itself; no line is in two.
    private static func sum(
        of parts: [SQL],
        theme: String?,
        in transaction: borrowing Transaction
    ) -> SQL {
        let own: SQL = theme.map { key -> SQL in "line.theme = \(key)" } ?? "TRUE"
        let counts = parts.map { part -> SQL in
            """
            (SELECT count(*) FROM petition_line AS line
             WHERE line.tenant_id = \(transaction.tenant) AND line.space_id = \(transaction.space)
               AND \(part) AND \(own))
            """
        }
        return counts.dropFirst().reduce(counts[0]) { "\($0) + \($1)" }
    }

    /// How many signatures readers see: of what can be signed, and of all that was ever published.
    static func signatureCounts(
        in transaction: inout Transaction
    ) throws(StorageError) -> SignatureCounts {
        let shown = ShownCount("line", "signatures", at: transaction.now)
        let lists: [SQL] = ["line.list = 'open'", "line.list <> 'none'"]
        let sums = lists.map { list -> SQL in
            """
            (SELECT CAST(coalesce(sum(\(shown.value)), 0) AS BIGINT) FROM petition_line AS line
             WHERE line.tenant_id = \(transaction.tenant) AND line.space_id = \(transaction.space)
               AND \(list))
            """
        }
        let row: SignatureCountsRow? = try transaction.first("SELECT \(SQL.list(sums))")
        return row?.counts ?? SignatureCounts(open: 0, all: 0)
    }

    /// The themes of what a filter shows, with how many petitions each has, the largest first.
    ///
    /// As lines are listed, whatever the time: an index alone answers, however many petitions there are.
    static func themes(
        of filter: PetitionFilter,
        in transaction: inout Transaction
    ) throws(StorageError) -> [PetitionTheme] {
        try transaction.all(
            """
            SELECT line.theme, count(*) AS petitions FROM petition_line AS line
            WHERE line.tenant_id = \(transaction.tenant) AND line.space_id = \(transaction.space)
              AND line.list IN (\(list: filter.parts.map(\.rawValue))) AND line.theme <> ''
            GROUP BY line.theme
            ORDER BY petitions DESC, line.theme LIMIT \(Limits.petitionChoices)
            """
        )
    }
}

/// What petitions are about, and how many of them are.
struct PetitionTheme: Sendable, Hashable, RowReadable {
    /// The key of a choice.
    let key: String
    let count: Int

    init(reading row: inout RowReader) throws(StorageError) {
        key = try row.next()
        count = try row.next()
    }
}

private struct SignatureCountsRow: RowReadable {
    let counts: SignatureCounts

    init(reading row: inout RowReader) throws(StorageError) {
        counts = SignatureCounts(open: try row.next(), all: try row.next())
    }
}
