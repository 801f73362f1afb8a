import Kernel
import Spaces
import Storage
import Web

extension PetitionStore {
    /// The newest that were published, as they are announced.
    static func newest(in transaction: inout Transaction) throws(StorageError) -> [Petition] {
        let lists = [PetitionList.open, .waiting, .answered, .closed, .archived]
        let arms = lists.map { list -> SQL in
            """
            SELECT * FROM (
                SELECT line.id, line.published_at FROM petition_line AS line
                WHERE line.tenant_id = \(transaction.tenant)
                  AND line.space_id = \(transaction.space) AND line.list = \(list.rawValue)
                ORDER BY line.published_at DESC, line.id DESC LIMIT \(Limits.feedEntries)
            ) AS arm
            """
        }
        let rows = arms.dropFirst().reduce(arms[0]) { "\($0) UNION ALL \($1)" }
        return try transaction.all(
            """
            SELECT \(columns(in: transaction))
            FROM (
                SELECT * FROM (\(rows)) AS found
                ORDER BY published_at DESC, id DESC LIMIT \(Limits.feedEntries)
            ) AS page
            CROSS JOIN petition
            WHERE petition.tenant_id = \(transaction.tenant)
              AND petition.space_id = \(transaction.space) AND petition.id = page.id
            ORDER BY page.published_at DESC, page.id DESC
            """
        )
    }

    /// The number of every petition that anybody may read, the oldest first, so that a list of them grows at its
    /// end.
    static func publicIDs(in transaction: inout Transaction) throws(StorageError) -> [Petition.ID] {
        try transaction.column(
            """
            SELECT line.id FROM petition_line AS line
            WHERE line.tenant_id = \(transaction.tenant) AND line.space_id = \(transaction.space)
              AND line.list <> \(PetitionList.none.rawValue)
            ORDER BY line.id LIMIT \(Limits.publicPages)
            """
        )
    }

    /// What the public list holds, the newest first, for tables of all of it.
    static func table(
        of filter: PetitionFilter,
        theme: String?,
        on today: CivilDate,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [PetitionItem] {
        let visit = PetitionVisit(Browse(filter: filter, order: .newest), theme: theme)
        return try list(visit, on: today, length: limit - 1, in: &transaction)
    }
}
