import Kernel
import Search
import Storage

extension PetitionStore {
    /// Lets a petition be found that readers see, as it is now; whatever they do not see is found by nobody.
    static func index(
        _ petition: Petition,
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard petition.isPublic, !petition.isTextHidden else {
            return try SearchStore.remove(petition.id.text, of: .petition, in: &transaction)
        }
        try SearchStore.put(
            petition.id.text,
            of: .petition,
            publishedAt: petition.publishedAt ?? petition.stageSince,
            SearchText(
                title: [petition.title, petition.id.text],
                text: [PetitionText.plain(petition.body)]
            ),
            in: &transaction
        )
    }
}
