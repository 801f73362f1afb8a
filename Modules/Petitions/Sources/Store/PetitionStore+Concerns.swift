import Kernel
import Spaces
import Storage

/// What waits for the office, in all of its spaces by one statement each.
extension PetitionStore {
    /// Petitions in a stage that has to be over by an instant, the most pressing first.
    static func due(
        _ stages: [Stage],
        by instant: Instant,
        in spaces: [Space.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [DuePetition] {
        guard !spaces.isEmpty else { return [] }
        return try transaction.all(
            """
            SELECT space_id, id, title, stage, due_at FROM petition
            WHERE tenant_id = \(transaction.tenant) AND space_id IN (\(list: spaces))
              AND stage IN (\(list: stages)) AND due_at <= \(instant)
            ORDER BY due_at, space_id, id LIMIT \(Limits.concernsOfModule)
            """
        )
    }

    /// How many are in some stages, by spaces.
    static func waiting(
        in stages: [Stage],
        of spaces: [Space.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [WaitingPetitions] {
        guard !spaces.isEmpty else { return [] }
        return try transaction.all(
            """
            SELECT space_id, stage, count(*) FROM petition
            WHERE tenant_id = \(transaction.tenant) AND space_id IN (\(list: spaces))
              AND stage IN (\(list: stages))
            GROUP BY space_id, stage ORDER BY space_id, stage
            LIMIT \(Limits.spacesPerTenant * stages.count)
            """
        )
    }
}

/// A petition about which something has to be decided by a day.
struct DuePetition: Sendable, RowReadable {
    let space: Space.ID
    let id: Petition.ID
    let title: String
    let stage: Stage
    let dueAt: Instant

    init(reading row: inout RowReader) throws(StorageError) {
        space = try row.next()
        id = try row.next()
        title = try row.next()
        stage = try row.next()
        dueAt = try row.next()
    }
}

/// How many petitions of a space are in a stage.
struct WaitingPetitions: Sendable, RowReadable {
    let space: Space.ID
    let stage: Stage
    let count: Int

    init(reading row: inout RowReader) throws(StorageError) {
        space = try row.next()
        stage = try row.next()
        count = try row.next()
    }
}
