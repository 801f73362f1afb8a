import Files
import Kernel
import Spaces
import Storage

/// Every SQL text that touches `petition_file`: which documents belong to a petition.
///
/// The files themselves are kept by ``Uploads``, each for a subject of its own: so one can go alone.
enum PetitionFileStore {
    static func all(
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [PetitionFile] {
        try transaction.all(
            """
            SELECT file, name, bytes FROM petition_file
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id.number)
            ORDER BY added_at, file LIMIT \(Limits.petitionFiles)
            """
        )
    }

    /// Those of many petitions, by one statement.
    static func all(
        of ids: [Petition.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Petition.ID: [PetitionFile]] {
        guard !ids.isEmpty else { return [:] }
        let rows: [OwnedFile] = try transaction.all(
            """
            SELECT petition_id, file, name, bytes FROM petition_file
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id IN (\(list: ids.map(\.number)))
            ORDER BY petition_id, added_at, file LIMIT \(Limits.petitionFiles * ids.count)
            """
        )
        return Dictionary(grouping: rows, by: \.petition).mapValues { $0.map(\.file) }
    }

    /// Of a petition that is locked and has room.
    static func add(
        _ file: PetitionFile,
        to id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO petition_file (
                tenant_id, space_id, petition_id, file, name, bytes, added_at
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(id.number), \(file.file),
                \(file.name), \(file.bytes), \(transaction.now)
            )
            """
        )
    }

    /// Removes one; false when the petition has none of that name.
    static func remove(
        _ file: String,
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let removed: String? = try transaction.value(
            """
            DELETE FROM petition_file
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id.number) AND file = \(file)
            RETURNING file
            """
        )
        return removed != nil
    }

    /// What one document belongs to, as ``Uploads`` knows it: `12/01j…`.
    static func subject(_ file: String, of id: Petition.ID, in scope: Scope) -> Subject {
        scope.subject(.petitionFile, "\(id)/\(file)")
    }

    /// The petition of such a subject; nil for what is none.
    static func petition(of subject: Subject) -> Petition.ID? {
        guard subject.kind == .petitionFile else { return nil }
        return Petition.ID(subject.id.prefix { $0 != "/" })
    }

    /// Whether anybody may read a document: where the petition and its text are there to be read.
    static func isVisible(
        _ subject: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        guard let id = petition(of: subject),
            let petition = try PetitionStore.find(id, in: &transaction)
        else { return false }
        return petition.isPublic && !petition.isTextHidden
    }
}

extension PetitionFile: RowReadable {
    init(reading row: inout RowReader) throws(StorageError) {
        file = try row.next()
        name = try row.next()
        bytes = try row.next()
    }
}

private struct OwnedFile: RowReadable {
    let petition: Petition.ID
    let file: PetitionFile

    init(reading row: inout RowReader) throws(StorageError) {
        petition = try row.next()
        file = try PetitionFile(reading: &row)
    }
}
