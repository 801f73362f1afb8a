import Kernel
import Storage

/// Every SQL text that touches `notification_wish`: how often members want to be told.
enum NotificationWishStore {
    /// What these members have chosen for one kind, in one statement; whoever has not is left out.
    static func find(
        _ kind: String,
        of members: [Member.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [NotificationWish] {
        guard !members.isEmpty else { return [] }
        return try transaction.all(
            """
            SELECT member_id, kind, rhythm FROM notification_wish
            WHERE tenant_id = \(transaction.tenant)
              AND member_id IN (\(SQL.list(members.map { "\($0)" }))) AND kind = \(kind)
            """
        )
    }

    static func all(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [NotificationWish] {
        try transaction.all(
            """
            SELECT member_id, kind, rhythm FROM notification_wish
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            ORDER BY kind LIMIT \(Limits.notificationsShown)
            """
        )
    }

    static func set(
        _ kind: String,
        to rhythm: NotificationRhythm,
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO notification_wish (tenant_id, member_id, kind, rhythm)
            VALUES (\(transaction.tenant), \(member), \(kind), \(rhythm.rawValue))
            ON CONFLICT (tenant_id, member_id, kind) DO UPDATE SET rhythm = excluded.rhythm
            """
        )
    }

    static func removeAll(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM notification_wish
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            """
        )
    }
}
