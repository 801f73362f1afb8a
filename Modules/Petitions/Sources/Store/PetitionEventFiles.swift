import Kernel
import Spaces
import Storage

/// Documents of events: of decisions and of what follows them.
enum PetitionEventFiles {
    static func subject(_ file: String, of id: Petition.ID, _ scope: Scope) -> Subject {
        scope.subject(.petitionEvent, "\(id)/\(file)")
    }

    /// Whether anybody may read one: where its petition and its event are there to be read.
    static func isVisible(
        _ subject: Subject,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        guard subject.kind == .petitionEvent,
            let id = Petition.ID(subject.id.prefix { $0 != "/" }),
            let petition = try PetitionStore.find(id, in: &transaction), petition.isPublic
        else { return false }
        let file = String(subject.id.drop { $0 != "/" }.dropFirst())
        return try PetitionEventStore.all(of: id, publicOnly: true, in: &transaction)
            .contains { $0.file == file }
    }
}
