import Kernel
package import Storage

/// Every SQL text that touches `moderation_suspension`: who writes nothing for a while.
enum AuthorSuspensionStore {
    /// Adds some; one statement for many as for one.
    static func add(
        _ suspensions: [Suspension],
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !suspensions.isEmpty else { return }
        let tenant = transaction.tenant.sqlValue
        let written = try transaction.insert(
            into: "moderation_suspension",
            columns: ["tenant_id", "decision", "member_id", "space_id", "since", "holds_until"],
            rows: suspensions.map { one in
                [
                    tenant, one.decision.sqlValue, one.member.sqlValue, one.space.sqlValue,
                    one.since.sqlValue, one.until.sqlValue,
                ]
            }
        )
        guard written == suspensions.count else {
            throw StorageError(.other, "\(written) of \(suspensions.count) were written")
        }
    }

    /// That lasts longest of those that hold for a member in a space.
    static func current(
        of member: Member.ID,
        in space: Space.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Suspension? {
        try transaction.first(
            """
            SELECT \(Suspension.columns) FROM moderation_suspension
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
              AND space_id IN (\(Space.ID.site), \(space))
              AND (holds_until IS NULL OR holds_until > \(transaction.now))
            ORDER BY holds_until IS NULL DESC, holds_until DESC LIMIT 1
            """
        )
    }

    static func find(
        _ decision: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> Suspension? {
        try transaction.first(
            """
            SELECT \(Suspension.columns) FROM moderation_suspension
            WHERE tenant_id = \(transaction.tenant) AND decision = \(decision)
            """
        )
    }

    /// Those that hold where somebody may moderate, the newest first.
    static func all(
        within reach: Moderator.Reach,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Suspension] {
        try transaction.all(
            """
            SELECT \(Suspension.columns) FROM moderation_suspension
            WHERE tenant_id = \(transaction.tenant)
              AND (holds_until IS NULL OR holds_until > \(transaction.now))
              \(CaseStore.inside(reach))
            ORDER BY decision DESC LIMIT \(Limits.suspensionsShown)
            """
        )
    }

    /// Those that hold for a member.
    static func all(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Suspension] {
        try transaction.all(
            """
            SELECT \(Suspension.columns) FROM moderation_suspension
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
              AND (holds_until IS NULL OR holds_until > \(transaction.now))
            ORDER BY decision DESC LIMIT \(Limits.ownModerationShown)
            """
        )
    }

    static func remove(
        _ decision: Int,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM moderation_suspension
            WHERE tenant_id = \(transaction.tenant) AND decision = \(decision)
            """
        )
    }

    static func forget(
        _ member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM moderation_suspension
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            """
        )
    }
}

extension Suspension: RowReadable {
    static let columns: SQL = "decision, member_id, space_id, since, holds_until"

    package init(reading row: inout RowReader) throws(StorageError) {
        decision = try row.next()
        member = try row.next()
        space = try row.next()
        since = try row.next()
        until = try row.next()
    }
}
