import Kernel
import Ledger
import Storage

/// The lines of lists: short rows that follow what they are about, in the same transaction.
extension InitiativeStore {
    /// Brings the lines of initiatives to what their rows say; their counts stay, and are shown as they
    /// are now.
    ///
    /// After the item of the ledger was locked, where it is: batches of signatures lock in this order.
    static func refreshLines(
        of ids: [String],
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !ids.isEmpty else { return }
        try countStages(of: ids, in: &transaction)
        try transaction.run(
            """
            INSERT INTO initiative_line (
                tenant_id, space_id, id, stage, opens_at, ends_at, registered_on, reported, total,
                shown_count
            )
            SELECT
                tenant_id, space_id, id, stage, opens_at, coalesce(ended_at, closes_at),
                registered_on, coalesce(reported_total, 0), coalesce(reported_total, 0),
                coalesce(reported_total, 0)
            FROM initiative
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id IN (\(list: ids))
            ON CONFLICT (tenant_id, space_id, id) DO UPDATE
            SET stage = excluded.stage, opens_at = excluded.opens_at, ends_at = excluded.ends_at,
                shown_count = CASE
                    WHEN initiative_line.shown_until > \(transaction.now)
                    THEN initiative_line.shown_count ELSE initiative_line.total END
            """
        )
    }

    /// Moves the counts of stages by what the lines do not say yet.
    ///
    /// The rows of these initiatives are this transaction's: it has made or locked them.
    private static func countStages(
        of ids: [String],
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO initiative_stage (tenant_id, space_id, stage, initiatives)
            SELECT
                CAST(\(transaction.tenant) AS TEXT), CAST(\(transaction.space) AS BIGINT), stage,
                CAST(sum(change) AS BIGINT)
            FROM (
                SELECT stage, 1 AS change FROM initiative
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                  AND id IN (\(list: ids))
                UNION ALL
                SELECT stage, -1 AS change FROM initiative_line
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                  AND id IN (\(list: ids))
            ) AS moved
            GROUP BY stage HAVING sum(change) <> 0 ORDER BY stage
            ON CONFLICT (tenant_id, space_id, stage) DO UPDATE
            SET initiatives = initiative_stage.initiatives + excluded.initiatives
            """
        )
    }

    /// Shows a decision about what is counted at once, in the order of lists too; after ``setCounts(_:in:)``.
    static func show(
        _ change: Int,
        of id: Initiative.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE initiative_line
            SET shown_count = \(ShownCount.moved("initiative_line", by: "\(change)"))
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id.text)
            """
        )
    }

    /// What was collected here, as the ledger counts it; the register's own count comes to it.
    static func setCounts(
        _ counts: [String: Int],
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !counts.isEmpty else { return }
        let given = transaction.table(
            ["id", "entry_count"],
            counts.map { [$0.key.sqlValue, $0.value.sqlValue] }
        )
        let shown = ShownCount("initiative_line", "total", at: transaction.now)
        let sum: SQL = "initiative_line.reported + given.entry_count"
        try transaction.run(
            """
            UPDATE initiative_line
            SET total = \(sum), shown_count = \(shown.value),
                shown_until = \(shown.until(counting: sum))
            FROM (\(given)) AS given
            WHERE initiative_line.tenant_id = \(transaction.tenant)
              AND initiative_line.space_id = \(transaction.space)
              AND initiative_line.id = given.id
            """
        )
    }
}
