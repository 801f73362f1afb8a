import Accounts
import Kernel
import Search
import Spaces
import Storage
import Text

/// What authors read of their own petitions.
extension Petitions {
    /// A page of those of whoever acts, the newest first.
    func ownPetitions(at cursor: ListCursor?, in scope: Scope) async throws -> OwnPetitions {
        guard let author = scope.actor.memberID else { return .empty }
        return try await host.database.read(in: scope) { transaction in
            let rows = try PetitionStore.all(of: author, at: cursor, in: &transaction)
            if let page = Self.page(rows, at: cursor) { return page }
            let first = try PetitionStore.all(of: author, at: nil, in: &transaction)
            return Self.page(first, at: nil) ?? .empty
        }
    }

    private static func page(_ rows: [OwnPetition], at cursor: ListCursor?) -> OwnPetitions? {
        OwnPetitions(
            rows,
            at: cursor,
            length: Limits.pageLength,
            place: { ($0.id.number, $0.id.text) }
        )
    }

    /// One of whoever acts, with all that happened to it; nil to everybody else.
    func authored(_ id: Petition.ID, in scope: Scope) async throws -> AuthoredPetition? {
        guard let author = scope.actor.memberID else { return nil }
        return try await host.database.read(in: scope) { transaction in
            guard let petition = try PetitionStore.find(id, in: &transaction),
                petition.author == author
            else { return nil }
            let others = [petition.joinedTo].compactMap(\.self)
            return AuthoredPetition(
                petition: petition,
                files: try PetitionFileStore.all(of: id, in: &transaction),
                events: try PetitionEventStore.all(of: id, publicOnly: false, in: &transaction),
                choices: try PetitionChoiceStore.all(in: &transaction),
                thresholds: try PetitionThresholdStore.all(in: &transaction),
                joined: try PetitionStore.open(others, in: &transaction).first
            )
        }
    }

    /// What is about the same and can be signed, or was: what shares the most words with a title first.
    func similar(to title: String, in scope: Scope) async throws -> [OwnPetition] {
        try await host.database.read(in: scope) { transaction in
            let found = try SearchStore.similar(
                to: title,
                of: .petition,
                most: Limits.petitionsSimilar,
                in: &transaction
            ).compactMap { Petition.ID($0) }
            let open = try PetitionStore.open(found, in: &transaction)
            return found.compactMap { id in open.first { $0.id == id } }
        }
    }

    /// What keeps whoever acts from beginning a petition; nil where nothing does.
    func hindrance(in scope: Scope) async throws -> AuthorRefusal? {
        guard let author = scope.actor.memberID else { return .notFound }
        return try await host.database.read(in: scope) { transaction in
            if let hindrance = try self.hindrance(of: author, in: &transaction) {
                return hindrance
            }
            let underWay = try PetitionStore.countUnderWay(of: author, in: &transaction)
            return underWay < Limits.petitionsPerAuthor ? nil : .tooMany
        }
    }

    /// A petition that gathers its first supporters, for whoever came by its link; nil for everybody else.
    func supported(
        _ id: Petition.ID,
        by secret: String,
        in scope: Scope
    ) async throws -> SupportedPetition? {
        let people = host.people
        return try await host.database.read(in: scope) { transaction in
            guard let petition = try PetitionStore.find(id, in: &transaction), petition.isShown,
                self.opens(petition, with: secret, in: transaction.scope)
            else { return nil }
            let author =
                petition.isAuthorShown
                ? try people.authors([petition.author], in: &transaction)[petition.author] : nil
            return SupportedPetition(
                petition: petition,
                author: author,
                choices: try PetitionChoiceStore.all(in: &transaction)
            )
        }
    }

    /// Which of some petitions are by a member.
    func owned(
        _ ids: [Petition.ID],
        by member: Member.ID,
        in scope: Scope
    ) async throws
        -> [Petition.ID]
    {
        try await host.database.read(in: scope) { transaction in
            try PetitionStore.owned(ids, by: member, in: &transaction)
        }
    }
}

/// What first supporters see of a petition.
struct SupportedPetition: Sendable {
    let petition: Petition
    /// Where readers will see it; else nil.
    let author: Author?
    let choices: PetitionChoices
}
