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
            SELECT stage, first_day, last_day, ended_at, \(fingerprintKey) FROM initiative
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space) AND id = \(id.text)
            """
        )
    }

    /// Keeps the wrapped key of a new initiative's fingerprints.
    static func keep(
        _ wrapped: [UInt8]?,
        of id: Initiative.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard let wrapped else { return }
        try transaction.run(
            """
            INSERT INTO initiative_key (tenant_id, space_id, initiative_id, wrapped)
            VALUES (\(transaction.tenant), \(transaction.space), \(id.text), \(wrapped))
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
            DELETE FROM initiative_key
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND initiative_id = \(id.text)
            """
        )
    }
}
