import Accounts
import Kernel
import Ledger
import Spaces
import Storage
import Vault

/// Everything that the office shows of one petition, read in one transaction.
struct OfficeCase: Sendable {
    let petition: Petition
    let choices: PetitionChoices
    let tags: Set<String>
    let notes: [PetitionNote]
    let events: [PetitionEvent]
    let files: [PetitionFile]
    let invalidations: [PetitionInvalidation]
    /// Whoever can be given a petition of the space.
    let staff: [Member.ID]
    /// Everybody who is named on the page.
    let people: Authors
}

extension Petitions {
    /// Why something of a petition was not done.
    enum OfficeRefusal: Error, Equatable, Sendable {
        case notFound
        /// Somebody else has changed it since it was shown.
        case changedMeanwhile
        /// Somebody else works at it now.
        case claimed
        /// A file is not there any more; it has to be chosen again.
        case fileGone
        /// The petition that it was to be joined to is not there, or cannot take it.
        case noTarget
        /// There are as many as there may be.
        case tooMany
        case workflow(WorkflowEngine.Refusal)
    }

    /// Nil when there is no such petition here, or it is its author's alone.
    func officeCase(of id: Petition.ID, in scope: Scope) async throws -> OfficeCase? {
        let (people, box) = (host.people, host.vault.personalBox(of: scope.tenant))
        return try await host.database.read(in: scope) { transaction in
            guard let petition = try PetitionStore.find(id, in: &transaction),
                petition.isOfOffice
            else { return nil }
            let notes = try PetitionNoteStore.all(of: id, box, in: &transaction)
            let staff = try people.staff(withAnyOf: [Self.manage], in: &transaction)
            let own = [petition.author, petition.claimedBy, petition.assignedTo]
            let named: [Member.ID?] = own + notes.map(\.author) + staff
            return OfficeCase(
                petition: petition,
                choices: try PetitionChoiceStore.all(in: &transaction),
                tags: try PetitionNoteStore.tags(of: id, in: &transaction),
                notes: notes,
                events: try PetitionEventStore.all(of: id, publicOnly: false, in: &transaction),
                files: try PetitionFileStore.all(of: id, in: &transaction),
                invalidations: try PetitionInvalidationStore.all(of: id, in: &transaction),
                staff: staff,
                people: try people.authors(named, in: &transaction)
            )
        }
    }

    /// Rows with what stands beside them, by as many statements for a page as for one row.
    func officeQueue(
        _ rows: [OfficeRow],
        in transaction: inout Transaction
    ) throws -> OfficeQueue {
        let named = rows.flatMap { [$0.claimedBy, $0.assignedTo] }
        return OfficeQueue(
            rows: rows,
            tags: try PetitionNoteStore.tags(of: rows.map(\.id), in: &transaction),
            choices: try PetitionChoiceStore.all(in: &transaction),
            people: try host.people.authors(named, in: &transaction)
        )
    }
}
