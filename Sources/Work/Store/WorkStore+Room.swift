import Kernel
import Storage

/// How much room results take, and which of them makes way first.
extension WorkStore {
    /// What the files of results take in the space of the transaction: of one member, or of everybody.
    static func resultBytes(
        of owner: Member.ID?,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let own: SQL = owner.map { "AND member_id = \($0)" } ?? ""
        return try transaction.value(
            """
            SELECT CAST(coalesce(sum(bytes), 0) AS BIGINT) FROM work_item
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND bytes > 0 \(own)
            """
        ) ?? 0
    }

    /// The one that was asked for first; nil when there is none.
    static func oldestResult(
        of owner: Member.ID?,
        in transaction: inout Transaction
    ) throws(StorageError) -> WorkItem? {
        let own: SQL = owner.map { "AND member_id = \($0)" } ?? ""
        return try transaction.first(
            """
            SELECT \(WorkItem.columns) FROM work_item
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND bytes > 0 \(own)
            ORDER BY id LIMIT 1
            """
        )
    }

    /// Ends one that was not done in time; what was done or cancelled meanwhile is left.
    ///
    /// Whoever is at it finds that at its next step.
    static func expire(
        _ id: String,
        _ end: WorkEnd,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE work_item
            SET state = \(end.state.rawValue), run = NULL, words = \(end.words),
                expires_at = \(end.expiresAt)
            WHERE tenant_id = \(transaction.tenant) AND id = \(id) AND state = 'waiting'
            """
        )
    }
}
