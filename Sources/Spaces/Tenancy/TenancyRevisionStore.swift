import Kernel
import Storage

/// Every SQL text that touches `tenancy_revision`: how often anything about any institution has changed.
///
/// Servers read this number every second, and the institutions only when it is another one.
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

    /// Lets every server forget what it shows, without reading the institutions anew.
    static func noteGone(in transaction: inout Transaction) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO tenancy_revision (id, number, gone) VALUES (1, 0, 1)
            ON CONFLICT (id) DO UPDATE SET gone = tenancy_revision.gone + 1
            """
        )
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
struct TenancyRevision: Sendable, Hashable, RowReadable {
    let number: Int
    let gone: Int

    init(number: Int, gone: Int) {
        self.number = number
        self.gone = gone
    }

    init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        gone = try row.next()
    }
}
