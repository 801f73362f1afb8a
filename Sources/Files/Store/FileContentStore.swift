import Kernel
import Storage

/// Every SQL text that touches `file_content` and `file_part`: what files hold, found by its SHA-256.
///
/// The same contents are kept once in a space, however many files hold them, and go with the last one.
/// Until a file holds them they are parts that nobody sees.
enum FileContentStore {
    /// Notes that these contents are wanted; gives how many files hold them already.
    static func want(
        _ digest: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        try transaction.value(
            """
            INSERT INTO file_content (tenant_id, space_id, digest, uses, touched_at)
            VALUES (
                \(transaction.tenant), \(transaction.space), \(digest), 0, \(transaction.now)
            )
            ON CONFLICT (tenant_id, space_id, digest) DO UPDATE SET touched_at = excluded.touched_at
            RETURNING uses
            """
        ) ?? 0
    }

    /// Does nothing when that part is there; false when its contents are gone meanwhile.
    ///
    /// It takes the row of the contents first, as every removal does: no part is left behind without it.
    static func add(
        _ bytes: [UInt8],
        number: Int,
        of digest: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let uses: Int? = try transaction.value(
            """
            UPDATE file_content SET touched_at = \(transaction.now)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND digest = \(digest)
            RETURNING uses
            """
        )
        guard uses != nil else { return false }
        try transaction.run(
            """
            INSERT INTO file_part (tenant_id, space_id, digest, number, bytes)
            VALUES (
                \(transaction.tenant), \(transaction.space), \(digest), \(number), \(bytes)
            )
            ON CONFLICT (tenant_id, space_id, digest, number) DO NOTHING
            """
        )
        return true
    }

    /// Holds contents for one more file; false when they are not there, or not all of them.
    static func hold(
        _ digest: [UInt8],
        parts: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let uses: Int? = try transaction.value(
            """
            UPDATE file_content SET uses = uses + 1
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND digest = \(digest)
            RETURNING uses
            """
        )
        guard uses != nil else { return false }
        let count: Int? = try transaction.value(
            """
            SELECT count(*) FROM file_part
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND digest = \(digest)
            """
        )
        return count == parts
    }

    /// One file fewer holds them; with the last they go.
    static func letGo(
        _ digest: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) {
        let uses: Int? = try transaction.value(
            """
            UPDATE file_content SET uses = uses - 1
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND digest = \(digest)
            RETURNING uses
            """
        )
        guard uses == 0 else { return }
        try transaction.run(
            """
            DELETE FROM file_content
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND digest = \(digest)
            """
        )
        try removeParts(of: digest, in: &transaction)
    }

    /// Removes what no file has held since then; gives how many.
    static func removeUnused(
        since instant: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let digests: [[UInt8]] = try transaction.column(
            """
            SELECT digest FROM file_content
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND uses = 0 AND touched_at < \(instant)
            ORDER BY touched_at LIMIT \(Limits.removedFiles)
            """
        )
        var removed = 0
        for digest in digests {
            // Whoever wants them meanwhile has them.
            let gone: [UInt8]? = try transaction.value(
                """
                DELETE FROM file_content
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                  AND digest = \(digest) AND uses = 0 AND touched_at < \(instant)
                RETURNING digest
                """
            )
            guard gone != nil else { continue }
            try removeParts(of: digest, in: &transaction)
            removed += 1
        }
        return removed
    }

    /// Removes these contents where no file holds them.
    static func removeUnused(
        _ digest: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) {
        let gone: [UInt8]? = try transaction.value(
            """
            DELETE FROM file_content
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND digest = \(digest) AND uses = 0
            RETURNING digest
            """
        )
        guard gone != nil else { return }
        try removeParts(of: digest, in: &transaction)
    }

    static func part(
        _ number: Int,
        of digest: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) -> [UInt8]? {
        try transaction.value(
            """
            SELECT bytes FROM file_part
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND digest = \(digest) AND number = \(number)
            """
        )
    }

    /// Where contents lie that no file has held since then; bounded.
    static func places(
        unusedSince instant: Instant,
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> [FilePlace] {
        // One after the other in the index of what waits: all of them only once.
        let places: [FilePlace] = try transaction.all(
            """
            SELECT tenant_id, space_id FROM file_content
            WHERE uses = 0 AND touched_at < \(instant)
            ORDER BY touched_at LIMIT \(Limits.tenants)
            """
        )
        return Array(Set(places))
    }

    private static func removeParts(
        of digest: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM file_part
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND digest = \(digest)
            """
        )
    }
}
