import Accounts
import Kernel
import Ledger
import Spaces
import Storage
import Web

/// Everything that the page of a petition shows, read in one transaction.
struct PetitionDetails: Sendable {
    let petition: Petition
    /// Who wrote it, where readers may know; nil where they may not.
    let author: Author?
    /// What happened to it and everybody may know, the oldest first.
    let events: [PetitionEvent]
    let files: [PetitionFile]
    let choices: PetitionChoices
    /// Those of the space, the lowest first, and when this petition came to which.
    let thresholds: [PetitionThreshold]
    let crossed: [Int: Instant]
    /// How many signed, day by day.
    let days: [LedgerDay]
    /// The one to which it was joined, where readers see it.
    let joined: Petition?
}

extension Petitions {
    /// Nil where there is no such petition, or nobody may read it.
    func show(_ id: Petition.ID, in scope: Scope) async throws -> PetitionDetails? {
        let item = scope.subject(of: id)
        let people = host.people
        return try await host.database.read(in: scope) { transaction in
            guard let petition = try PetitionStore.find(id, in: &transaction), petition.isPublic
            else { return nil }
            let joined = try petition.joinedTo.flatMap { other in
                try PetitionStore.find(other, in: &transaction)
            }
            let author =
                try petition.isAuthorShown && !petition.isTextHidden
                ? people.authors([petition.author], in: &transaction)[petition.author] : nil
            return PetitionDetails(
                petition: petition,
                author: author,
                events: try PetitionEventStore.all(of: id, publicOnly: true, in: &transaction),
                files: try petition.isTextHidden
                    ? [] : PetitionFileStore.all(of: id, in: &transaction),
                choices: try PetitionChoiceStore.all(in: &transaction),
                thresholds: try PetitionThresholdStore.all(in: &transaction),
                crossed: try PetitionEventStore.crossed(by: id, in: &transaction),
                days: try LedgerStore.shownDays(
                    of: item,
                    total: petition.shownSignatures,
                    in: &transaction
                ),
                joined: joined.flatMap { $0.isPublic ? $0 : nil }
            )
        }
    }

    /// The same as it was within the last second: its pages in all languages cost one read.
    func showRecent(_ id: Petition.ID, in scope: Scope) async throws -> PetitionDetails? {
        let name = SignedItem(tenant: scope.tenant, subject: scope.subject(of: id))
        return try await reading.details.value(name, at: scope.now) {
            try await show(id, in: scope)
        }
    }

    /// The petition in the address, as it was within the last second.
    ///
    /// Throws `notFound` when it has none of that number that readers see.
    func recentDetails(for visitor: VisitorContext) async throws -> PetitionDetails {
        let id = try visitor.petitionID()
        guard let details = try await showRecent(id, in: visitor.scope) else {
            throw PageError.notFound
        }
        return details
    }
}
