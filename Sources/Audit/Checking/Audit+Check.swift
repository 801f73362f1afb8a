package import Kernel
package import Storage
import Vault

extension Audit {
    /// Looks at every entry of an institution's chain, from the first to the last.
    ///
    /// In several reads, while others write: the last of them sees the end and what stands before it.
    package func check(
        in scope: Scope,
        of database: Database,
        rows limit: Int = Limits.auditCheckRows
    ) async throws -> AuditReport {
        var walk = AuditWalk(AuditKey(tenant: scope.tenant, vault: vault))
        while true {
            let last = walk.last
            let (rows, end) = try await database.read(in: scope) { transaction in
                let rows = try AuditStore.rows(
                    after: last,
                    limit: limit,
                    in: &transaction
                )
                return (rows, try AuditStore.end(in: &transaction))
            }
            for row in rows { walk.take(row) }
            guard rows.count == limit else { return walk.end(at: end) }
        }
    }
}
