import Kernel
import Storage

/// Every SQL text that touches `file`: which files there are, and what they belong to.
enum FileStore {
    static func add(
        _ file: StoredFile,
        sentBytes: Int,
        holder: [UInt8]? = nil,
        subject: Subject? = nil,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO file (
                tenant_id, space_id, id, digest, kind, name, bytes, sent_bytes, width, height,
                created_at, holder, subject_kind, subject_id
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(file.id), \(file.digest),
                \(file.kind.rawValue), \(file.name.text), \(file.bytes), \(sentBytes),
                \(file.size?.width), \(file.size?.height), \(transaction.now), \(holder),
                \(subject?.kind), \(subject?.id)
            )
            """
        )
    }

    static func find(
        _ id: FileID,
        in transaction: inout Transaction
    ) throws(StorageError) -> FileRow? {
        try transaction.first(
            """
            SELECT \(columns) FROM file
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id)
            """
        )
    }

    /// One that belongs to nothing yet, of whoever sent it.
    static func findWaiting(
        _ id: FileID,
        of holder: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) -> FileRow? {
        try transaction.first(
            """
            SELECT \(columns) FROM file
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id) AND holder = \(holder) AND subject_id IS NULL
            """
        )
    }

    /// Those of one person that belong to nothing yet, the newest first.
    static func waiting(
        of holder: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) -> [FileRow] {
        try transaction.all(
            """
            SELECT \(columns) FROM file
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND holder = \(holder) AND subject_id IS NULL
            ORDER BY created_at DESC, id DESC LIMIT \(Limits.removedFiles)
            """
        )
    }

    /// Those of anybody that have belonged to nothing since then, the oldest first.
    static func waiting(
        since instant: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> [FileRow] {
        try transaction.all(
            """
            SELECT \(columns) FROM file
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND subject_id IS NULL AND created_at < \(instant)
            ORDER BY created_at LIMIT \(Limits.removedFiles)
            """
        )
    }

    static func all(
        of subject: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> [FileRow] {
        try transaction.all(
            """
            SELECT \(columns) FROM file
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND subject_kind = \(subject.kind) AND subject_id = \(subject.id)
            ORDER BY id LIMIT \(Limits.filesPerSubject)
            """
        )
    }

    /// How large it is; nil when it was not there, not waiting, or somebody else had sent it.
    static func give(
        _ id: FileID,
        of holder: [UInt8],
        to subject: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int? {
        try transaction.value(
            """
            UPDATE file
            SET holder = NULL, subject_kind = \(subject.kind), subject_id = \(subject.id)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id) AND holder = \(holder) AND subject_id IS NULL
            RETURNING bytes
            """
        )
    }

    /// False when it was gone already, or when it belongs to something although it waited, or the other
    /// way round.
    static func remove(
        _ id: FileID,
        isWaiting: Bool,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let removed: String? = try transaction.value(
            """
            DELETE FROM file
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id) AND (subject_id IS NULL) = \(isWaiting)
            RETURNING id
            """
        )
        return removed != nil
    }

    /// Where files have belonged to nothing since then; bounded.
    static func places(
        waitingSince instant: Instant,
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> [FilePlace] {
        // One after the other in the index of what waits: all of them only once.
        let places: [FilePlace] = try transaction.all(
            """
            SELECT tenant_id, space_id FROM file
            WHERE subject_id IS NULL AND created_at < \(instant)
            ORDER BY created_at LIMIT \(Limits.tenants)
            """
        )
        return Array(Set(places))
    }

    private static let columns: SQL = """
        id, kind, name, bytes, width, height, digest, sent_bytes, created_at, space_id,
        subject_kind, subject_id
        """
}
