import Kernel
import Storage

/// What has to wait: put off, dropped after days, or counted beyond what is kept.
extension NotificationStore {
    /// Puts off what is due of one kind for one member; what is due later anyway is left.
    static func putOff(
        _ heap: NotificationHeap,
        until: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE notification SET due_at = \(until)
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(heap.member)
              AND kind = \(heap.kind) AND due_at <= \(transaction.now)
            """
        )
    }

    /// Counts that no letter could be written of what is due; gives how often that was before.
    static func countFailure(
        of heap: NotificationHeap,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let failures: [Int] = try transaction.column(
            """
            UPDATE notification SET failures = failures + 1
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(heap.member)
              AND kind = \(heap.kind) AND due_at <= \(transaction.now)
            RETURNING failures
            """
        )
        return (failures.max() ?? 1) - 1
    }

    /// Drops what happened before an instant.
    static func removeAll(
        of heap: NotificationHeap,
        before instant: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM notification
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(heap.member)
              AND kind = \(heap.kind) AND happened_at < \(instant)
            """
        )
    }

    /// Those of some members for whom as much waits of one kind as is kept.
    static func full(
        _ kind: String,
        of members: [Member.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Member.ID] {
        guard !members.isEmpty else { return [] }
        return try transaction.column(
            """
            SELECT member_id FROM notification
            WHERE tenant_id = \(transaction.tenant)
              AND member_id IN (\(SQL.list(members.map { "\($0)" }))) AND kind = \(kind)
            GROUP BY member_id HAVING count(*) >= \(Limits.waitingNews)
            """
        )
    }

    /// Those of some members for whom the very same waits.
    static func waiting(
        _ kind: String,
        _ mergeKey: [UInt8],
        for members: [Member.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Member.ID] {
        guard !members.isEmpty else { return [] }
        return try transaction.column(
            """
            SELECT member_id FROM notification
            WHERE tenant_id = \(transaction.tenant)
              AND member_id IN (\(SQL.list(members.map { "\($0)" }))) AND kind = \(kind)
              AND merge_key = \(mergeKey)
            """
        )
    }
}
