import Kernel
import Storage

/// Every SQL text that touches `file`: which files there are, and what they belong to.
enum FileStore {
    static func add(
        _ file: StoredFile,
        holder: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO file (
                tenant_id, space_id, id, digest, kind, name, bytes, width, height, created_at, holder
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(file.id), \(file.digest),
                \(file.kind.rawValue), \(file.name.text), \(file.bytes), \(file.size?.width),
                \(file.size?.height), \(transaction.now), \(holder)
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

    /// Those of anybody that have belonged to nothing since then.
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

    /// Whether it was there, waiting, and whoever acts had sent it.
    static func give(
        _ id: FileID,
        of holder: [UInt8],
        to subject: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let given: String? = try transaction.value(
            """
            UPDATE file
            SET holder = NULL, subject_kind = \(subject.kind), subject_id = \(subject.id)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id) AND holder = \(holder) AND subject_id IS NULL
            RETURNING id
            """
        )
        return given != nil
    }

    /// False when it was gone already.
    static func remove(
        _ id: FileID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let removed: String? = try transaction.value(
            """
            DELETE FROM file
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id)
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
        id, kind, name, bytes, width, height, digest, space_id, subject_kind, subject_id
        """
}

/// A file, and what it belongs to.
struct FileRow: RowReadable {
    let file: StoredFile
    /// Nil while it waits.
    let subject: Subject?

    init(reading row: inout RowReader) throws(StorageError) {
        let id: FileID = try row.next()
        let kindName: String = try row.next()
        guard let kind = FileKind(rawValue: kindName) else {
            throw StorageError(.other, "a file of an unknown kind")
        }
        let name = FileName(kept: try row.next())
        let bytes: Int = try row.next()
        let width: Int? = try row.next()
        let height: Int? = try row.next()
        let size = width.flatMap { width in
            height.map { StoredFile.Size(width: width, height: $0) }
        }
        let digest: [UInt8] = try row.next()
        file = StoredFile(
            id: id,
            kind: kind,
            name: name,
            bytes: bytes,
            size: size,
            digest: digest
        )
        let space: Space.ID = try row.next()
        let subjectKind: Subject.Kind? = try row.next()
        let subjectID: String? = try row.next()
        subject = subjectKind.flatMap { kind in
            subjectID.map { Subject(space: space, kind: kind, id: $0) }
        }
    }
}

/// One space of one institution.
struct FilePlace: RowReadable, Hashable {
    let tenant: Tenant.ID
    let space: Space.ID

    init(reading row: inout RowReader) throws(StorageError) {
        tenant = try row.next()
        space = try row.next()
    }
}
