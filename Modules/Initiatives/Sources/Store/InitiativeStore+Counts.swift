import Kernel
import Ledger
import Storage

extension InitiativeStore {
    /// How many initiatives each filter would show of those that hold the words.
    static func counts(
        holding words: [String],
        in transaction: inout Transaction
    ) throws(StorageError) -> FilterCounts {
        let now = transaction.now
        let columns = Browse.Filter.allCases.map { kind -> SQL in
            """
            CAST(coalesce(sum(CASE WHEN \(filter(kind, at: now)) THEN 1 ELSE 0 END), 0) AS BIGINT)
            """
        }
        let list = columns.dropFirst().reduce(columns[0]) { "\($0), \($1)" }
        let row: CountsRow? = try transaction.first(
            """
            SELECT \(list) FROM initiative
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space) AND \(search(words))
            """
        )
        return row?.counts ?? FilterCounts([:])
    }

    /// How many statements of support there are.
    static func support(in transaction: inout Transaction) throws(StorageError) -> SupportCounts {
        let now = transaction.now
        let row: SupportRow? = try transaction.first(
            """
            SELECT
                CAST(coalesce(sum(CASE WHEN is_open THEN total ELSE 0 END), 0) AS BIGINT),
                CAST(coalesce(sum(total), 0) AS BIGINT)
            FROM (
                SELECT \(total) AS total, (\(filter(.open, at: now))) AS is_open FROM initiative
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
            ) AS counted
            """
        )
        return row?.counts ?? SupportCounts(open: 0, all: 0)
    }

    /// What the register reported of each state, by initiative.
    static func reported(
        for ids: [Initiative.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [String: [String: Int]] {
        let rows: [ReportedStateRow] = try transaction.all(
            """
            SELECT initiative_id, state, statement_count FROM initiative_reported
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND initiative_id IN (\(list: ids.map(\.text)))
            ORDER BY initiative_id, state LIMIT \(ids.count * 100)
            """
        )
        return rows.reduce(into: [:]) { all, row in
            all[row.initiative, default: [:]][row.state] = row.count
        }
    }
}

/// One number for each filter, in the order of their declaration.
private struct CountsRow: RowReadable {
    let counts: FilterCounts

    init(reading row: inout RowReader) throws(StorageError) {
        var counts: [Browse.Filter: Int] = [:]
        for filter in Browse.Filter.allCases { counts[filter] = try row.next() }
        self.counts = FilterCounts(counts)
    }
}

private struct SupportRow: RowReadable {
    let counts: SupportCounts

    init(reading row: inout RowReader) throws(StorageError) {
        counts = SupportCounts(open: try row.next(), all: try row.next())
    }
}

private struct ReportedStateRow: RowReadable {
    let initiative: String
    let state: String
    let count: Int

    init(reading row: inout RowReader) throws(StorageError) {
        initiative = try row.next()
        state = try row.next()
        count = try row.next()
    }
}
