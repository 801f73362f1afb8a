import Kernel
import Ledger
import Spaces
import Storage

/// The rows that exports read: petitions that readers may see, by their numbers.
extension PetitionStore {
    static func publicOnes(
        after place: String?,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Petition] {
        let last = place.flatMap { Int($0) } ?? 0
        return try transaction.all(
            """
            SELECT \(columns(in: transaction)) FROM petition
            WHERE petition.tenant_id = \(transaction.tenant)
              AND petition.space_id = \(transaction.space) AND petition.id > \(last)
              AND petition.is_shown
              AND (petition.published_at IS NOT NULL OR petition.stage = \(Stage.refused))
            ORDER BY petition.id LIMIT \(limit)
            """
        )
    }

    /// The same of every petition that the institution sees.
    static func officeOnes(
        after place: String?,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Petition] {
        let last = place.flatMap { Int($0) } ?? 0
        return try transaction.all(
            """
            SELECT \(columns(in: transaction)) FROM petition
            WHERE petition.tenant_id = \(transaction.tenant)
              AND petition.space_id = \(transaction.space) AND petition.id > \(last)
              AND petition.stage NOT IN (\(Stage.draft), \(Stage.gathering))
            ORDER BY petition.id LIMIT \(limit)
            """
        )
    }

    /// About how many petitions there are, drafts too: numbers are given one after the other.
    static func last(in transaction: inout Transaction) throws(StorageError) -> Int {
        try transaction.value(
            """
            SELECT coalesce(max(id), 0) FROM petition
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
            """
        ) ?? 0
    }
}
