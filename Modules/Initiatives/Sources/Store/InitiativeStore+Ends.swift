import Kernel
import Spaces
import Storage

extension InitiativeStore {
    /// Collections that go on and end within the days of which the back office tells, the earliest first.
    static func endingSoon(
        in spaces: [Space.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [InitiativeEnd] {
        guard !spaces.isEmpty else { return [] }
        let days = Int64(Limits.concernDays) * Instant.millisecondsPerDay
        return try transaction.all(
            """
            SELECT space_id, id, title, closes_at FROM initiative
            WHERE tenant_id = \(transaction.tenant) AND space_id IN (\(list: spaces))
              AND stage = \(Stage.scheduled.rawValue) AND closes_at > \(transaction.now)
              AND closes_at <= \(transaction.now.adding(.milliseconds(days)))
              AND opens_at <= \(transaction.now)
            ORDER BY closes_at, space_id, id LIMIT \(Limits.concernsOfModule)
            """
        )
    }

    /// Collections that go on in these spaces.
    static func collecting(
        in spaces: [Space.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [InitiativeEnd] {
        guard !spaces.isEmpty else { return [] }
        return try transaction.all(
            """
            SELECT space_id, id, title, closes_at FROM initiative
            WHERE tenant_id = \(transaction.tenant) AND space_id IN (\(list: spaces))
              AND stage = \(Stage.scheduled.rawValue) AND closes_at > \(transaction.now)
              AND opens_at <= \(transaction.now)
              AND (ended_at IS NULL OR ended_at > \(transaction.now))
            ORDER BY closes_at, space_id, id LIMIT \(Limits.concernsOfModule)
            """
        )
    }
}

/// When a collection ends, and where.
struct InitiativeEnd: Sendable, RowReadable {
    let space: Space.ID
    let id: String
    let title: String
    let at: Instant

    init(reading row: inout RowReader) throws(StorageError) {
        space = try row.next()
        id = try row.next()
        title = try row.next()
        at = try row.next()
    }
}
