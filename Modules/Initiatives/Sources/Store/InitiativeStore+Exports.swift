import Kernel
import Spaces
import Storage

/// What exports and statistics read: rows by their numbers, and sums of what the register reported.
extension InitiativeStore {
    /// The lines of initiatives with higher numbers, in their order.
    static func items(
        after id: String?,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [InitiativeItem] {
        let rows: [NumberedRow] = try transaction.all(
            """
            SELECT
                id, title, language, stage, first_day, last_day, ended_at, presentation,
                registered_on, reported_total, titles, registered_on
            FROM initiative
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id > \(id ?? "")
            ORDER BY id LIMIT \(limit)
            """
        )
        return rows.map(\.item)
    }

    /// What the register reported of each state, of all initiatives together.
    static func reportedSections(
        in transaction: inout Transaction
    ) throws(StorageError) -> [String: Int] {
        let rows: [StateRow] = try transaction.all(
            """
            SELECT state, CAST(sum(statement_count) AS BIGINT) FROM initiative_reported
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
            GROUP BY state ORDER BY state LIMIT 100
            """
        )
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.state, $0.count) })
    }
}

private struct NumberedRow: RowReadable {
    let item: InitiativeItem

    init(reading row: inout RowReader) throws(StorageError) {
        let id: Initiative.ID = try row.next()
        item = try InitiativeItem(id, reading: &row)
    }
}

private struct StateRow: RowReadable {
    let state: String
    let count: Int

    init(reading row: inout RowReader) throws(StorageError) {
        state = try row.next()
        count = try row.next()
    }
}
