import Kernel
package import Storage

extension Audit {
    /// What was done, the newest first, and whether there is more; `before` is the number of the entry
    /// below which to begin.
    package func entries(
        _ search: AuditSearch = AuditSearch(),
        before: Int? = nil,
        limit: Int = Limits.auditPageLength,
        in transaction: inout Transaction
    ) throws -> (entries: [AuditEntry], hasMore: Bool) {
        let found = try AuditStore.entries(
            search,
            before: before,
            limit: limit + 1,
            in: &transaction
        )
        return (Array(found.prefix(limit)), found.count > limit)
    }
}
