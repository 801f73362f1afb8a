import Kernel
import Spaces
import Storage
import Vault

/// Every SQL text that touches `petition_note` and `petition_tag`.
enum PetitionNoteStore {
    /// The notes of a petition, the newest first.
    static func all(
        of id: Petition.ID,
        _ box: PersonalBox,
        in transaction: inout Transaction
    ) throws -> [PetitionNote] {
        let rows: [NoteRow] = try transaction.all(
            """
            SELECT number, member_id, sealed, at FROM petition_note
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id)
            ORDER BY number DESC LIMIT \(Limits.petitionNotesShown)
            """
        )
        let space = transaction.space
        return try rows.map { row in
            PetitionNote(
                number: row.number,
                author: row.author,
                text: try box.openText(row.sealed, for: place(of: row.number, id, space)),
                at: row.at
            )
        }
    }

    /// False when there are as many as one petition may have.
    static func add(
        _ text: String,
        to id: Petition.ID,
        by member: Member.ID?,
        _ box: PersonalBox,
        in transaction: inout Transaction
    ) throws -> Bool {
        let last: Int? = try transaction.value(
            """
            SELECT coalesce(max(number), 0) FROM petition_note
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id)
            """
        )
        let number = (last ?? 0) + 1
        guard number <= Limits.petitionNotesShown else { return false }
        let sealed = try box.seal(text, for: place(of: number, id, transaction.space))
        try transaction.run(
            """
            INSERT INTO petition_note (
                tenant_id, space_id, petition_id, number, member_id, sealed, at
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(id), \(number), \(member),
                \(sealed), \(transaction.now)
            )
            """
        )
        return true
    }

    /// Takes a note away that somebody wrote; false when it is none of theirs.
    static func remove(
        _ number: Int,
        of id: Petition.ID,
        by member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let removed: Int? = try transaction.value(
            """
            DELETE FROM petition_note
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id) AND number = \(number) AND member_id = \(member)
            RETURNING number
            """
        )
        return removed != nil
    }

    /// What a member noted in the space, for their own data.
    static func notes(
        by member: Member.ID,
        _ box: PersonalBox,
        in transaction: inout Transaction
    ) throws -> [(petition: Petition.ID, text: String)] {
        let rows: [OwnNoteRow] = try transaction.all(
            """
            SELECT petition_id, number, sealed FROM petition_note
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND member_id = \(member)
            ORDER BY petition_id, number LIMIT \(Limits.petitionThingsOfMember)
            """
        )
        let space = transaction.space
        return try rows.map { row in
            let place = place(of: row.number, row.petition, space)
            return (row.petition, try box.openText(row.sealed, for: place))
        }
    }

    /// Forgets who noted it; what colleagues need stays.
    static func forget(
        _ member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE petition_note SET member_id = NULL
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND member_id = \(member)
            """
        )
    }

    private static func place(
        of number: Int,
        _ id: Petition.ID,
        _ space: Space.ID
    ) -> PersonalBox.Place {
        PersonalBox.Place(column: "petition_note.sealed", row: "\(space)/\(id)/\(number)")
    }

    // Tags.

    /// By which keys staff find a petition again.
    static func tags(
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Set<String> {
        let tags: [String] = try transaction.column(
            """
            SELECT tag FROM petition_tag
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id)
            ORDER BY tag LIMIT \(Limits.petitionChoices)
            """
        )
        return Set(tags)
    }

    /// The same of all rows of a page, by one statement.
    static func tags(
        of ids: [Petition.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Petition.ID: [String]] {
        guard !ids.isEmpty else { return [:] }
        let rows: [TagRow] = try transaction.all(
            """
            SELECT petition_id, tag FROM petition_tag
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id IN (\(list: ids))
            ORDER BY petition_id, tag LIMIT \(Limits.petitionChoices * ids.count)
            """
        )
        return Dictionary(grouping: rows, by: \.petition).mapValues { $0.map(\.tag) }
    }

    /// Those that staff marked with a tag, the latest first.
    static func petitions(
        tagged tag: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Petition.ID] {
        try transaction.column(
            """
            SELECT petition_id FROM petition_tag
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND tag = \(tag)
            ORDER BY petition_id DESC LIMIT \(Limits.petitionsTagged)
            """
        )
    }

    /// Gives a petition these tags and no others.
    static func setTags(
        _ tags: Set<String>,
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM petition_tag
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id)
            """
        )
        let rows = tags.sorted().map { tag in
            [transaction.tenant.sqlValue, transaction.space.sqlValue, id.sqlValue, tag.sqlValue]
        }
        _ = try transaction.insert(
            into: "petition_tag",
            columns: ["tenant_id", "space_id", "petition_id", "tag"],
            rows: rows
        )
    }
}

private struct NoteRow: RowReadable {
    let number: Int
    let author: Member.ID?
    let sealed: [UInt8]
    let at: Instant

    init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        author = try row.next()
        sealed = try row.next()
        at = try row.next()
    }
}

private struct OwnNoteRow: RowReadable {
    let petition: Petition.ID
    let number: Int
    let sealed: [UInt8]

    init(reading row: inout RowReader) throws(StorageError) {
        petition = try row.next()
        number = try row.next()
        sealed = try row.next()
    }
}

private struct TagRow: RowReadable {
    let petition: Petition.ID
    let tag: String

    init(reading row: inout RowReader) throws(StorageError) {
        petition = try row.next()
        tag = try row.next()
    }
}
