import Kernel
import Storage

/// A file, and what it belongs to.
struct FileRow: RowReadable {
    let file: StoredFile
    /// How large it was when it came.
    let sentBytes: Int
    let createdAt: Instant
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
        sentBytes = try row.next()
        createdAt = try row.next()
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
