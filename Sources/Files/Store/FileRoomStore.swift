import Kernel
package import Storage

/// Every SQL text that touches `file_room`: how much room the files of a space take, and may take.
enum FileRoomStore {
    /// Takes the row for this transaction.
    ///
    /// Whoever adds files, gives or removes them begins with it: two do not wait for each other's rows,
    /// and no two files share the last room.
    static func lock(in transaction: inout Transaction) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO file_room (tenant_id, space_id, bytes, waiting_bytes)
            VALUES (\(transaction.tenant), \(transaction.space), 0, 0)
            ON CONFLICT (tenant_id, space_id) DO UPDATE SET bytes = file_room.bytes
            """
        )
    }

    /// Counts what came, or with a minus what went; `waiting` is how much of it belonged to nothing.
    static func count(
        _ bytes: Int,
        waiting: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE file_room
            SET bytes = bytes + \(bytes), waiting_bytes = waiting_bytes + \(waiting)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
            """
        )
    }

    static func usage(in transaction: inout Transaction) throws(StorageError) -> FileUsage {
        try transaction.first(
            """
            SELECT bytes, waiting_bytes, COALESCE(quota, \(standard)) FROM file_room
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
            """
        ) ?? FileUsage(bytes: 0, waiting: 0, quota: standard)
    }

    /// Sets how much it may take; nil for what every space may.
    static func set(
        quota: Int?,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try lock(in: &transaction)
        try transaction.run(
            """
            UPDATE file_room SET quota = \(quota)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
            """
        )
    }

    private static let standard = Limits.fileQuotaBytes
}

/// How much room the files of a space take, in bytes, and how much they may.
package struct FileUsage: Sendable, Hashable {
    package let bytes: Int
    /// Of these, what belongs to nothing yet.
    package let waiting: Int
    package let quota: Int

    /// Whether a file has room here that waits beside those of others.
    func hasRoom(for bytes: Int, besideOthers others: Int) -> Bool {
        self.bytes + bytes <= quota
            && (others == 0 || waiting + bytes <= quota / Limits.waitingShare)
    }
}

extension FileUsage: RowReadable {
    package init(reading row: inout RowReader) throws(StorageError) {
        bytes = try row.next()
        waiting = try row.next()
        quota = try row.next()
    }
}
