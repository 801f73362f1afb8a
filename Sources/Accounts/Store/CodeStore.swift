import Kernel
import Storage

/// Every SQL text that touches `member_recovery_code`.
enum CodeStore {
    /// Puts new recovery codes in the place of all old ones.
    static func replace(
        of member: Member.ID,
        with hashes: [[UInt8]],
        in transaction: inout Transaction
    ) throws(StorageError) {
        try deleteAll(of: member, in: &transaction)
        let tenant = transaction.tenant
        _ = try transaction.insert(
            into: "member_recovery_code",
            columns: ["tenant_id", "member_id", "code_hash"],
            rows: hashes.map { [tenant.sqlValue, member.sqlValue, .bytes($0)] }
        )
    }

    /// Uses one up; false when there is none like it.
    static func use(
        _ hash: [UInt8],
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let used: Member.ID? = try transaction.value(
            """
            DELETE FROM member_recovery_code
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
              AND code_hash = \(hash)
            RETURNING member_id
            """
        )
        return used != nil
    }

    static func count(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        let left: [Member.ID] = try transaction.column(
            """
            SELECT member_id FROM member_recovery_code
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member) LIMIT 100
            """
        )
        return left.count
    }

    static func deleteAll(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM member_recovery_code
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            """
        )
    }
}
