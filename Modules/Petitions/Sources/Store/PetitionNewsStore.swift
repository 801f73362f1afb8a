import Kernel
import Storage

/// Something that happened to a petition and that not everybody who follows it has been told.
struct PetitionNews: Sendable, RowReadable {
    let petition: Petition.ID
    /// The last event of it.
    let event: Int

    init(reading row: inout RowReader) throws(StorageError) {
        petition = try row.next()
        event = try row.next()
    }
}

/// Every SQL text that touches `petition_news`.
enum PetitionNewsStore {
    /// Notes that those who follow a petition have an event to hear of.
    static func note(
        _ event: Int,
        of petition: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO petition_news (tenant_id, space_id, petition_id, event_number, due_at)
            VALUES (
                \(transaction.tenant), \(transaction.space), \(petition.number), \(event),
                \(transaction.now)
            )
            ON CONFLICT (tenant_id, space_id, petition_id) DO UPDATE
            SET event_number = excluded.event_number, due_at = excluded.due_at
            """
        )
    }

    /// What is due, the longest waiting first.
    static func due(
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [PetitionNews] {
        try transaction.all(
            """
            SELECT petition_id, event_number FROM petition_news
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND due_at <= \(transaction.now)
            ORDER BY due_at, petition_id LIMIT \(limit)
            """
        )
    }

    /// That of one petition, held until the transaction ends; nil where it was told to everybody.
    static func lock(
        _ petition: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> PetitionNews? {
        try transaction.first(
            """
            SELECT petition_id, event_number FROM petition_news
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(petition.number)
            \(transaction.holding("petition_news"))
            """
        )
    }

    /// When the next is due, in the past or to come.
    static func next(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT due_at FROM petition_news
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
            ORDER BY due_at LIMIT 1
            """
        )
    }

    static func putOff(
        _ petition: Petition.ID,
        until: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE petition_news SET due_at = \(until)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(petition.number)
            """
        )
    }

    static func remove(
        _ petition: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM petition_news
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(petition.number)
            """
        )
    }
}
