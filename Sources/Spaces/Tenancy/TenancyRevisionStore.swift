import Kernel
import Storage

/// Every SQL text that touches `tenancy_revision`: how often anything about any institution has changed.
///
/// Servers read this number every second, and the institutions only when it is another one.
enum TenancyRevisionStore {
    static func current(in transaction: inout SharedTransaction) throws(StorageError) -> Int {
        try transaction.value("SELECT number FROM tenancy_revision WHERE id = 1") ?? 0
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
