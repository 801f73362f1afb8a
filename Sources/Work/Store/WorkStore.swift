import Kernel
import Storage

/// Every SQL text that touches `work_item`.
enum WorkStore {
    static func add(
        _ new: NewWork,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO work_item (
                tenant_id, id, kind, space_id, member_id, state, created_at, next_at, tries, done,
                total, bytes, expires_at, input
            )
            VALUES (
                \(transaction.tenant), \(new.id), \(new.kind), \(transaction.space), \(new.owner),
                'waiting', \(transaction.now), \(transaction.now), 0, 0, 0, 0, \(new.expiresAt),
                \(new.input)
            )
            """
        )
    }

    /// How many pieces are not finished: of one member, and of the whole institution.
    static func unfinished(
        of owner: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> (own: Int, all: Int) {
        let owners: [Member.ID] = try transaction.column(
            """
            SELECT member_id FROM work_item
            WHERE tenant_id = \(transaction.tenant) AND state = 'waiting'
            ORDER BY next_at, id LIMIT \(Limits.workPerTenant)
            """
        )
        return (owners.filter { $0 == owner }.count, owners.count)
    }

    /// Those of one member, the newest first.
    static func all(
        of owner: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [WorkItem] {
        try transaction.all(
            """
            SELECT \(WorkItem.columns) FROM work_item
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(owner)
            ORDER BY id DESC LIMIT \(Limits.workShown)
            """
        )
    }

    /// One of whoever asks.
    static func find(
        _ id: String,
        of owner: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> WorkItem? {
        try transaction.first(
            """
            SELECT \(WorkItem.columns) FROM work_item
            WHERE tenant_id = \(transaction.tenant) AND id = \(id) AND member_id = \(owner)
            """
        )
    }

    /// Removes one, finished or not: whoever is at work on it finds that it is gone.
    static func remove(
        _ id: String,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            "DELETE FROM work_item WHERE tenant_id = \(transaction.tenant) AND id = \(id)"
        )
    }

    /// Those that nobody can fetch any more, the oldest first.
    static func expired(in transaction: inout Transaction) throws(StorageError) -> [WorkItem] {
        try transaction.all(
            """
            SELECT \(WorkItem.columns) FROM work_item
            WHERE tenant_id = \(transaction.tenant) AND expires_at <= \(transaction.now)
            ORDER BY expires_at, id LIMIT \(Limits.workShown)
            """
        )
    }

    /// When the first expires that is there.
    static func firstEnd(in transaction: inout Transaction) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT expires_at FROM work_item WHERE tenant_id = \(transaction.tenant)
            ORDER BY expires_at, id LIMIT 1
            """
        )
    }
}

/// A piece of work as it is written down.
struct NewWork: Sendable {
    let id: String
    let kind: String
    let owner: Member.ID
    /// Sealed.
    let input: [UInt8]
    let expiresAt: Instant
}
