import Kernel
package import Storage

/// Every SQL text that touches `file_room`: how much room the files of a space take, and may take.
enum FileRoomStore {
    /// Takes room for one more file; false when it is more than there is.
    ///
    /// The row is locked by it, so that no two files share the last room.
    static func take(
        _ bytes: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        try begin(in: &transaction)
        let taken: Int? = try transaction.value(
            """
            UPDATE file_room SET bytes = bytes + \(bytes)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND bytes + \(bytes) <= COALESCE(quota, \(standard))
            RETURNING bytes
            """
        )
        return taken != nil
    }

    static func giveBack(
        _ bytes: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE file_room SET bytes = bytes - \(bytes)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
            """
        )
    }

    static func usage(in transaction: inout Transaction) throws(StorageError) -> FileUsage {
        try transaction.first(
            """
            SELECT bytes, COALESCE(quota, \(standard)) FROM file_room
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
            """
        ) ?? FileUsage(bytes: 0, quota: standard)
    }

    /// Sets how much it may take; nil for what every space may.
    static func set(
        quota: Int?,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try begin(in: &transaction)
        try transaction.run(
            """
            UPDATE file_room SET quota = \(quota)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
            """
        )
    }

    private static func begin(in transaction: inout Transaction) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO file_room (tenant_id, space_id, bytes)
            VALUES (\(transaction.tenant), \(transaction.space), 0)
            ON CONFLICT (tenant_id, space_id) DO NOTHING
            """
        )
    }

    private static let standard = Limits.fileQuotaBytes
}

/// How much room the files of a space take, in bytes, and how much they may.
package struct FileUsage: Sendable, Hashable {
    package let bytes: Int
    package let quota: Int
}

extension FileUsage: RowReadable {
    package init(reading row: inout RowReader) throws(StorageError) {
        bytes = try row.next()
        quota = try row.next()
    }
}
