import Kernel
import Ledger
import Search
import Spaces
import Storage
import Web

extension InitiativeStore {
    /// How many initiatives each filter would show.
    static func counts(in transaction: inout Transaction) throws(StorageError) -> FilterCounts {
        let now = transaction.now
        let columns = FilterCounts.parts.map { sum(filter($0, at: now), in: transaction) }
        let row: CountsRow? = try transaction.first("SELECT \(SQL.list(columns))")
        return FilterCounts(row?.counts ?? [:])
    }

    /// The same of what a search has found: columns of a query, with what they are taken from.
    static func countsOfFound(at now: Instant) -> SQL {
        let columns = FilterCounts.parts.map { kind -> SQL in
            "count(CASE WHEN \(any(filter(kind, at: now))) THEN 1 END) AS \(SQL.name(kind.rawValue))"
        }
        return "\(SQL.list(columns)) FROM found AS line"
    }

    /// Of a stage the count is stored; what time changes too is counted in an index.
    private static func sum(_ parts: [FilterPart], in transaction: borrowing Transaction) -> SQL {
        let counts = parts.map { part -> SQL in
            guard case .stages(let stages) = part else {
                return """
                    (SELECT count(*) FROM initiative_line AS line
                     WHERE line.tenant_id = \(transaction.tenant)
                       AND line.space_id = \(transaction.space) AND \(part.condition))
                    """
            }
            return """
                (SELECT CAST(coalesce(sum(initiatives), 0) AS BIGINT) FROM initiative_stage
                 WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                   AND stage IN (\(list: stages.map(\.rawValue))))
                """
        }
        return counts.dropFirst().reduce(counts[0]) { "\($0) + \($1)" }
    }

    /// How many statements of support the lines show.
    static func support(in transaction: inout Transaction) throws(StorageError) -> SupportCounts {
        let parts = [any(filter(.open, at: transaction.now)), any([.anything])]
        let shown = ShownCount("line", "total", at: transaction.now)
        let sums = parts.map { part -> SQL in
            """
            (SELECT CAST(coalesce(sum(\(shown.value)), 0) AS BIGINT) FROM initiative_line AS line
             WHERE line.tenant_id = \(transaction.tenant) AND line.space_id = \(transaction.space)
               AND \(part))
            """
        }
        let row: SupportRow? = try transaction.first("SELECT \(SQL.list(sums))")
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

private struct CountsRow: RowReadable {
    let counts: [Browse.Filter: Int]

    init(reading row: inout RowReader) throws(StorageError) {
        counts = try FilterCounts.read(&row)
    }
}

extension FilterCounts {
    /// What every initiative is in one of: together they are all.
    static let parts = Browse.Filter.allCases.filter { $0 != .all }

    /// One number for each of the parts, in the order of their declaration.
    static func read(
        _ row: inout RowReader
    ) throws(StorageError) -> [Browse.Filter: Int] {
        var counts: [Browse.Filter: Int] = [:]
        for filter in parts { counts[filter] = try row.next() }
        counts[.all] = counts.values.reduce(0, +)
        return counts
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
