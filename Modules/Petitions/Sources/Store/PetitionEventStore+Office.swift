import Kernel
import Spaces
import Storage

/// What the office takes off the page of a petition.
extension PetitionEventStore {
    /// Keeps an event from readers; false when they do not see it anyway.
    static func hide(
        _ number: Int,
        of id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let hidden: Int? = try transaction.value(
            """
            UPDATE petition_event SET is_public = FALSE
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id) AND number = \(number) AND is_public
            RETURNING number
            """
        )
        return hidden != nil
    }
}
