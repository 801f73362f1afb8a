import Kernel
package import Storage

/// Every SQL text that touches `tenancy_revision` and `tenancy_gone`: how often anything about any institution
/// has changed, and of whose readers something was taken.
///
/// Servers read one row every second, and the rest only when it says something else.
enum TenancyRevisionStore {
    static func current(in transaction: inout SharedTransaction) throws(StorageError) -> Int {
        try transaction.value("SELECT number FROM tenancy_revision WHERE id = 1") ?? 0
    }

    /// The same, and how often something was taken from readers: one row.
    static func look(
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> TenancyRevision {
        try transaction.first("SELECT number, gone FROM tenancy_revision WHERE id = 1")
            ?? TenancyRevision(number: 0, gone: 0)
    }

    /// Lets every server forget what it shows of this institution, without reading any anew.
    ///
    /// The second statement reads what the first has written; both go with the end of the transaction.
    static func noteGone(in transaction: inout Transaction) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO tenancy_revision (id, number, gone) VALUES (1, 0, 1)
            ON CONFLICT (id) DO UPDATE SET gone = tenancy_revision.gone + 1
            """
        )
        try transaction.run(
            """
            INSERT INTO tenancy_gone (tenant, number)
            SELECT \(transaction.tenant), gone FROM tenancy_revision WHERE id = 1
            ON CONFLICT (tenant) DO UPDATE SET number = excluded.number
            """
        )
    }

    /// Of whose readers something was taken since that number; nil where they are too many to name.
    static func gone(
        since number: Int,
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> Set<Tenant.ID>? {
        let found: [Tenant.ID] = try transaction.column(
            """
            SELECT tenant FROM tenancy_gone WHERE number > \(number)
            ORDER BY number, tenant LIMIT \(Limits.tenantsForgotten + 1)
            """
        )
        return found.count > Limits.tenantsForgotten ? nil : Set(found)
    }

    /// Part of every change of what ``TenantStore/sites(in:)`` gives.
    static func advance(in transaction: inout Transaction) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO tenancy_revision (id, number) VALUES (1, 1)
            ON CONFLICT (id) DO UPDATE SET number = tenancy_revision.number + 1
            """
        )
    }
}

/// How often anything about institutions has changed, and how often something was taken from readers.
package struct TenancyRevision: Sendable, Hashable, RowReadable {
    package let number: Int
    package let gone: Int

    init(number: Int, gone: Int) {
        self.number = number
        self.gone = gone
    }

    package init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        gone = try row.next()
    }
}
