import Kernel
import Spaces
import Storage

/// What staff and organisers change of an initiative's row.
extension InitiativeStore {
    /// Notes that something of it is another from now on, and gives the number of the change.
    ///
    /// Nil when it is not as whoever changes it saw it: somebody else was faster, and nothing may be written.
    static func revise(
        _ id: Initiative.ID,
        expecting revision: Int,
        isPublic: Bool,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int? {
        let step = isPublic ? 1 : 0
        return try transaction.value(
            """
            UPDATE initiative
            SET revision = revision + 1, changes = changes + \(step)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id.text) AND revision = \(revision)
            RETURNING changes
            """
        )
    }

    /// Writes the texts of all languages as they are in the value.
    static func setTexts(
        of initiative: Initiative,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let titles = initiative.translations.mapValues(\.title)
        try transaction.run(
            """
            UPDATE initiative
            SET title = \(initiative.title), objectives = \(initiative.objectives),
                is_shortened = \(initiative.isShortened), annex = \(initiative.annex),
                titles = \(try JSONText.encode(titles)),
                texts = \(try JSONText.encode(initiative.translations))
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(initiative.id.text)
            """
        )
    }

    /// Writes what is known of it beside its texts.
    static func setDossier(
        of initiative: Initiative,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE initiative
            SET presentation = \(try JSONText.encode(initiative.presentation)),
                dossier = \(try JSONText.encode(initiative.dossier))
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(initiative.id.text)
            """
        )
    }
}
