import Kernel
import Storage

/// As much of an initiative as names it where something is said about it: short, because every comment asks.
struct InitiativeFront: Sendable, RowReadable {
    let title: String
    let objectives: String
    let language: String

    init(reading row: inout RowReader) throws(StorageError) {
        title = try row.next()
        objectives = try row.next()
        language = try row.next()
    }
}

extension InitiativeStore {
    static func front(
        of id: Initiative.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> InitiativeFront? {
        try transaction.first(
            """
            SELECT title, objectives, language FROM initiative
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id.text)
            """
        )
    }
}
