package import Kernel
package import Storage
import Vault

extension Audit {
    /// Looks at every entry of an institution's chain, from the first to the last.
    ///
    /// In several reads, while others write: the last of them sees the end and what stands before it. The
    /// next is read while the entries of one are looked at.
    package func check(
        in scope: Scope,
        of database: Database,
        rows limit: Int = Limits.auditCheckRows
    ) async throws -> AuditReport {
        var walk = AuditWalk(AuditKey(tenant: scope.tenant, vault: vault))
        var (rows, end) = try await Self.read(after: 0, limit, in: scope, of: database)
        while rows.count == limit, let last = rows.last?.entry.number {
            async let following = Self.read(after: last, limit, in: scope, of: database)
            for row in rows { walk.take(row) }
            (rows, end) = try await following
        }
        for row in rows { walk.take(row) }
        return walk.end(at: end)
    }

    private static func read(
        after number: Int,
        _ limit: Int,
        in scope: Scope,
        of database: Database
    ) async throws -> (rows: [AuditRow], end: AuditStore.End?) {
        try await database.read(in: scope) { transaction in
            let rows = try AuditStore.rows(after: number, limit: limit, in: &transaction)
            return (rows, try AuditStore.end(in: &transaction))
        }
    }
}
