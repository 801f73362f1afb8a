import Kernel
import Spaces
import Storage

/// Every SQL text that touches `initiative_change` and `initiative_contact`.
enum InitiativeChangeStore {
    /// A change as whoever makes it says it.
    struct New: Sendable {
        let kind: InitiativeChange.Kind
        let about: String
        let reason: String
        var earlier: InitiativeText?
    }

    /// Keeps a change under its number among those of the initiative.
    static func add(
        _ change: New,
        number: Int,
        of id: Initiative.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let earlier: String? =
            if let text = change.earlier { try JSONText.encode(text) } else { nil }
        try transaction.run(
            """
            INSERT INTO initiative_change (
                tenant_id, space_id, initiative_id, number, kind, about, reason, earlier, at
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(id.text), \(number),
                \(change.kind.rawValue), \(change.about), \(change.reason), \(earlier),
                \(transaction.now)
            )
            """
        )
    }

    /// The latest changes of an initiative, the newest first.
    static func all(
        of id: Initiative.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [InitiativeChange] {
        let rows: [ChangeRow] = try transaction.all(
            """
            SELECT number, kind, about, reason, earlier, at FROM initiative_change
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND initiative_id = \(id.text)
            ORDER BY number DESC LIMIT \(Limits.changesShown)
            """
        )
        return rows.compactMap(\.change)
    }

    /// One of them; nil where there is none of that number.
    static func find(
        _ number: Int,
        of id: Initiative.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> InitiativeChange? {
        let row: ChangeRow? = try transaction.first(
            """
            SELECT number, kind, about, reason, earlier, at FROM initiative_change
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND initiative_id = \(id.text) AND number = \(number)
            """
        )
        return row?.change
    }

    /// What only the office knows of the organisers, sealed.
    static func contacts(
        of id: Initiative.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [UInt8]? {
        try transaction.value(
            """
            SELECT sealed FROM initiative_contact
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND initiative_id = \(id.text)
            """
        )
    }

    static func setContacts(
        _ sealed: [UInt8],
        of id: Initiative.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO initiative_contact (tenant_id, space_id, initiative_id, sealed)
            VALUES (\(transaction.tenant), \(transaction.space), \(id.text), \(sealed))
            ON CONFLICT (tenant_id, space_id, initiative_id) DO UPDATE
            SET sealed = excluded.sealed
            """
        )
    }
}

private struct ChangeRow: RowReadable {
    /// Nil for a kind that this program does not know.
    let change: InitiativeChange?

    init(reading row: inout RowReader) throws(StorageError) {
        let number: Int = try row.next()
        let kind: String = try row.next()
        let about: String = try row.next()
        let reason: String = try row.next()
        let earlier: String? = try row.next()
        let at: Instant = try row.next()
        let text: InitiativeText? =
            if let earlier { try JSONText.decode(earlier) } else { nil }
        change = InitiativeChange.Kind(rawValue: kind).map {
            InitiativeChange(
                number: number,
                kind: $0,
                about: about,
                reason: reason,
                earlier: text,
                at: at
            )
        }
    }
}
