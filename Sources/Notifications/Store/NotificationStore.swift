import Kernel
import Storage

/// Every SQL text that touches `notification`: what waits to be told.
enum NotificationStore {
    /// Adds one, or counts it to an equal one that waits.
    static func add(
        _ new: NewNotification,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO notification (
                tenant_id, id, member_id, kind, subject_space, subject_kind, subject_id, merge_key,
                details, times, happened_at, due_at, failures
            )
            VALUES (
                \(transaction.tenant), \(new.id), \(new.member), \(new.kind), \(new.subject.space),
                \(new.subject.kind), \(new.subject.id), \(new.mergeKey), \(new.details), 1,
                \(transaction.now), \(new.dueAt), 0
            )
            ON CONFLICT (tenant_id, member_id, kind, merge_key) DO UPDATE
            SET times = notification.times + 1, happened_at = excluded.happened_at
            """
        )
    }

    /// Adds many by one statement, or counts them to equal ones that wait; no two of them are equal.
    static func add(
        _ all: [NewNotification],
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !all.isEmpty else { return }
        let given = transaction.table(
            [
                "id", "member_id", "kind", "subject_space", "subject_kind", "subject_id",
                "merge_key", "details", "due_at",
            ],
            all.map { new in
                [
                    new.id.sqlValue, new.member.sqlValue, new.kind.sqlValue,
                    new.subject.space.sqlValue, new.subject.kind.sqlValue,
                    new.subject.id.sqlValue, new.mergeKey.sqlValue, new.details.sqlValue,
                    new.dueAt.sqlValue,
                ]
            }
        )
        try transaction.run(
            """
            INSERT INTO notification (
                tenant_id, id, member_id, kind, subject_space, subject_kind, subject_id, merge_key,
                details, times, happened_at, due_at, failures
            )
            SELECT
                \(transaction.tenant), id, member_id, kind, subject_space, subject_kind, subject_id,
                merge_key, details, 1, \(transaction.now), due_at, 0
            FROM (\(given)) AS given WHERE TRUE
            ON CONFLICT (tenant_id, member_id, kind, merge_key) DO UPDATE
            SET times = notification.times + 1, happened_at = excluded.happened_at
            """
        )
    }

    /// Whom something is due to be told, the longest waiting first.
    ///
    /// Pairs repeat where several things are due; they are few enough to be told apart here.
    static func due(in transaction: inout Transaction) throws(StorageError) -> [NotificationHeap] {
        try transaction.all(
            """
            SELECT member_id, kind FROM notification
            WHERE tenant_id = \(transaction.tenant) AND due_at <= \(transaction.now)
            ORDER BY due_at, id LIMIT \(Limits.notificationBatch)
            """
        )
    }

    /// Takes what is due of one kind for one member, the oldest first: whoever takes it tells it.
    static func take(
        _ heap: NotificationHeap,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [NotificationRow] {
        let rows: [NotificationRow] = try transaction.all(
            """
            DELETE FROM notification
            WHERE tenant_id = \(transaction.tenant) AND id IN (
                SELECT waiting.id FROM notification AS waiting
                WHERE waiting.tenant_id = \(transaction.tenant)
                  AND waiting.member_id = \(heap.member) AND waiting.kind = \(heap.kind)
                  AND waiting.due_at <= \(transaction.now)
                ORDER BY waiting.id LIMIT \(limit)
            )
            RETURNING \(NotificationRow.columns)
            """
        )
        return rows.sorted { $0.id < $1.id }
    }

    static func all(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [NotificationRow] {
        try transaction.all(
            """
            SELECT \(NotificationRow.columns) FROM notification
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            ORDER BY kind, id LIMIT \(Limits.notificationsShown)
            """
        )
    }

    /// Lets everything that waits of one kind be told at an instant, as its reader wants it.
    static func plan(
        _ heap: NotificationHeap,
        at due: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE notification SET due_at = \(due)
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(heap.member)
              AND kind = \(heap.kind)
            """
        )
    }

    static func removeAll(
        of heap: NotificationHeap,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM notification
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(heap.member)
              AND kind = \(heap.kind)
            """
        )
    }

    static func removeAll(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM notification
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            """
        )
    }

    /// When the next is due that is there.
    static func next(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT due_at FROM notification WHERE tenant_id = \(transaction.tenant)
            ORDER BY due_at, id LIMIT 1
            """
        )
    }
}
