import Kernel
import Spaces
import Storage

/// Every SQL text that touches `petition_version`: what a petition said before its author corrected it.
enum PetitionVersionStore {
    /// Keeps what a petition says now; of one that is locked.
    static func add(
        _ petition: Petition,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let last: Int? = try transaction.value(
            """
            SELECT coalesce(max(number), 0) FROM petition_version
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(petition.id.number)
            """
        )
        try transaction.run(
            """
            INSERT INTO petition_version (
                tenant_id, space_id, petition_id, number, title, body, ask, theme, at
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(petition.id.number),
                \((last ?? 0) + 1), \(petition.title), \(petition.body), \(petition.ask),
                \(petition.theme), \(transaction.now)
            )
            """
        )
    }

    /// What a petition said before, the latest first.
    static func all(
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [PetitionVersion] {
        try transaction.all(
            """
            SELECT number, title, body, ask, theme, at FROM petition_version
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id.number)
            ORDER BY number DESC LIMIT \(Limits.petitionVersionsShown)
            """
        )
    }

    /// Those of many petitions, the oldest first, by one statement.
    static func all(
        of ids: [Petition.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Petition.ID: [PetitionVersion]] {
        guard !ids.isEmpty else { return [:] }
        let rows: [OwnedVersion] = try transaction.all(
            """
            SELECT petition_id, number, title, body, ask, theme, at FROM petition_version
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id IN (\(list: ids.map(\.number)))
            ORDER BY petition_id, number LIMIT \(Limits.petitionsOfAuthor)
            """
        )
        return Dictionary(grouping: rows, by: \.petition).mapValues { $0.map(\.version) }
    }

    /// The latest of them; nil where it never said anything else.
    static func last(
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> PetitionVersion? {
        try transaction.first(
            """
            SELECT number, title, body, ask, theme, at FROM petition_version
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id.number)
            ORDER BY number DESC LIMIT 1
            """
        )
    }

    static func removeAll(
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM petition_version
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id.number)
            """
        )
    }
}

/// What a petition said before.
struct PetitionVersion: Sendable, Hashable, RowReadable {
    let number: Int
    let title: String
    let body: String
    let ask: String?
    let theme: String?
    /// When it was replaced.
    let at: Instant

    init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        title = try row.next()
        body = try row.next()
        ask = try row.next()
        theme = try row.next()
        at = try row.next()
    }

    /// Whether a petition says the same.
    func isSame(as petition: Petition) -> Bool {
        (title, body, ask ?? "", theme ?? "")
            == (petition.title, petition.body, petition.ask ?? "", petition.theme ?? "")
    }
}

private struct OwnedVersion: RowReadable {
    let petition: Petition.ID
    let version: PetitionVersion

    init(reading row: inout RowReader) throws(StorageError) {
        petition = try row.next()
        version = try PetitionVersion(reading: &row)
    }
}
