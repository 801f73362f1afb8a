import Kernel
import Storage

/// What signing has to know of an initiative: when, and the key of its fingerprints.
struct InitiativeSigning: Sendable, Staged, RowReadable {
    let stage: Stage
    let period: CollectionPeriod?
    let endedAt: Instant?
    /// Nil once it was destroyed.
    let wrappedFingerprintKey: [UInt8]?

    init(reading row: inout RowReader) throws(StorageError) {
        stage = try row.next()
        period = try row.nextPeriod()
        endedAt = try row.next()
        wrappedFingerprintKey = try row.next()
    }
}

extension InitiativeStore {
    /// Short, because a crowd over many initiatives asks for each of them every second.
    static func signing(
        _ id: Initiative.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> InitiativeSigning? {
        try transaction.first(
            """
            SELECT stage, first_day, last_day, ended_at, fingerprint_key FROM initiative
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space) AND id = \(id.text)
            """
        )
    }

    /// Forgets the key: nothing can make it again.
    static func destroyFingerprintKey(
        of id: Initiative.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE initiative SET fingerprint_key = NULL
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space) AND id = \(id.text)
            """
        )
    }
}
