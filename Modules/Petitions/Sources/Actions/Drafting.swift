import Accounts
import Files
import Kernel
import Moderation
import Spaces
import Storage

/// Why nothing of an author's petition was written.
enum AuthorRefusal: Error, Sendable, Hashable {
    /// There is none of that number, or it is somebody else's.
    case notFound
    /// It was changed in another tab, or somebody decided about it.
    case changedMeanwhile
    /// It is not written any more, or that step does not lead on from where it is.
    case notNow
    /// The space takes no petitions now.
    case closed
    /// No provider has proved that they are of age.
    case notAdult
    /// They may write nothing here until then, or until somebody ends that.
    case suspended(until: Instant?)
    /// As many of theirs are under way as one author has.
    case tooMany
    /// Something is missing.
    case incomplete([DraftGap])
    /// A document is not there any more; it has to be chosen again.
    case fileGone
    case tooManyFiles
    /// Not so many have supported it yet.
    case notSupported
}

/// What authors do before anybody else sees a petition.
extension Petitions {
    /// Begins a draft; the same title sent twice within a minute is one.
    func begin(
        _ title: String,
        in language: LanguageTag,
        terms: PetitionTerms,
        in scope: Scope
    ) async throws -> Result<Petition.ID, AuthorRefusal> {
        guard let author = scope.actor.memberID else { return .failure(.notFound) }
        return try await host.database.write(in: scope) { transaction in
            if let hindrance = try self.hindrance(of: author, in: &transaction) {
                return .failure(hindrance)
            }
            let since = transaction.now.adding(.milliseconds(-Limits.petitionTwiceMilliseconds))
            let same = try PetitionStore.draft(
                of: author,
                called: title,
                since: since,
                in: &transaction
            )
            if let same { return .success(same) }
            let underWay = try PetitionStore.countUnderWay(of: author, in: &transaction)
            guard underWay < Limits.petitionsPerAuthor else { return .failure(.tooMany) }
            let draft = NewPetition(
                author: author,
                isAuthorShown: false,
                language: language.text,
                title: title,
                body: "",
                ask: nil,
                theme: nil,
                terms: terms
            )
            return .success(try self.begin(draft, in: &transaction))
        }
    }

    /// What keeps a member from filing anything; nil where nothing does.
    func hindrance(
        of author: Member.ID,
        in transaction: inout Transaction
    ) throws -> AuthorRefusal? {
        let suspension = try host.moderation.suspension(
            of: author,
            in: transaction.space,
            in: &transaction
        )
        if let suspension { return .suspended(until: suspension.until) }
        guard
            case .proven = try host.people.answer(.adult, of: .member(author), in: &transaction)
        else { return .notAdult }
        return nil
    }

    /// Changes what a petition says, as it was shown with this mark, while it is a draft or was sent back.
    ///
    /// `change` gives whether anything beside the petition's own texts is another. What is left as it was is not
    /// written. Gives the mark that it has then.
    func edit(
        _ id: Petition.ID,
        expecting mark: Int,
        in scope: Scope,
        _ change: @escaping @Sendable (inout Petition, inout Transaction) throws -> Bool
    ) async throws -> Result<Int, AuthorRefusal> {
        do {
            let next = try await host.database.write(in: scope) { transaction in
                let before = try self.own(id, in: &transaction)
                guard before.state(at: transaction.now).isEditable else {
                    throw AuthorRefusal.notNow
                }
                guard before.mark == mark else { throw AuthorRefusal.changedMeanwhile }
                var after = before
                let isMore = try change(&after, &transaction)
                guard after != before || isMore else { return before.mark }
                if before.stage == .correction {
                    try self.keepVersion(of: before, in: &transaction)
                }
                try PetitionStore.setTexts(of: after, in: &transaction)
                return before.mark + 1
            }
            return .success(next)
        } catch let refusal as AuthorRefusal {
            return .failure(refusal)
        }
    }

    /// What was submitted stays readable for whoever looks at it again: the first change after it was sent back
    /// keeps it.
    private func keepVersion(of petition: Petition, in transaction: inout Transaction) throws {
        let last = try PetitionVersionStore.last(of: petition.id, in: &transaction)
        guard last.map({ $0.at < petition.stageSince }) ?? true else { return }
        try PetitionVersionStore.add(petition, in: &transaction)
    }

    /// A petition of whoever acts, held until the transaction ends; to everybody else it is not there.
    func own(
        _ id: Petition.ID,
        in transaction: inout Transaction
    ) throws -> Petition {
        guard let petition = try PetitionStore.lock(id, in: &transaction),
            let author = petition.author, author == transaction.actor.memberID
        else { throw AuthorRefusal.notFound }
        return petition
    }

    /// Adds a document that has just come to a petition that is written, or removes one; both or neither.
    func change(
        _ request: DraftRequest,
        of id: Petition.ID,
        expecting mark: Int,
        in scope: Scope
    ) async throws -> Result<Int, AuthorRefusal> {
        let uploads = host.uploads
        return try await edit(id, expecting: mark, in: scope) { petition, transaction in
            petition.ask = request.ask
            petition.theme = request.theme
            petition.isAuthorShown = request.isAuthorShown
            var isMore = false
            if let file = request.removed {
                isMore = try PetitionFileStore.remove(file, of: id, in: &transaction)
                let subject = PetitionFileStore.subject(file, of: id, in: transaction.scope)
                if isMore { try Uploads.removeFiles(of: subject, in: &transaction) }
            }
            guard let file = request.added else { return isMore }
            let files = try PetitionFileStore.all(of: id, in: &transaction)
            guard files.count < Limits.petitionFiles else { throw AuthorRefusal.tooManyFiles }
            let new = PetitionFile(
                file: file.id.text,
                name: file.name.text,
                bytes: file.bytes
            )
            let subject = PetitionFileStore.subject(new.file, of: id, in: transaction.scope)
            guard try uploads.give(file.id, to: subject, in: &transaction) else {
                throw AuthorRefusal.fileGone
            }
            try PetitionFileStore.add(new, to: id, in: &transaction)
            return true
        }
    }

    /// Removes a draft with everything that belongs to it.
    func remove(
        _ id: Petition.ID,
        expecting mark: Int,
        in scope: Scope
    ) async throws -> Result<Void, AuthorRefusal> {
        do {
            try await host.database.write(in: scope) { transaction in
                let petition = try self.own(id, in: &transaction)
                guard petition.stage == .draft else { throw AuthorRefusal.notNow }
                guard petition.mark == mark else { throw AuthorRefusal.changedMeanwhile }
                try Self.removeDraft(petition, in: &transaction)
            }
            return .success(())
        } catch let refusal as AuthorRefusal {
            return .failure(refusal)
        }
    }

    /// With its documents: nobody else has ever seen it.
    ///
    /// Of one that is locked.
    static func removeDraft(_ petition: Petition, in transaction: inout Transaction) throws {
        try removeFiles(of: petition.id, in: &transaction)
        try PetitionVersionStore.removeAll(of: petition.id, in: &transaction)
        try PetitionStore.removeDraft(petition.id, in: &transaction)
    }

    /// All documents of a petition, with the rows that name them.
    static func removeFiles(of id: Petition.ID, in transaction: inout Transaction) throws {
        for file in try PetitionFileStore.all(of: id, in: &transaction) {
            let subject = PetitionFileStore.subject(file.file, of: id, in: transaction.scope)
            try Uploads.removeFiles(of: subject, in: &transaction)
            _ = try PetitionFileStore.remove(file.file, of: id, in: &transaction)
        }
    }
}

/// What an author chooses beside the text of a petition, and what becomes of its documents.
struct DraftRequest: Sendable {
    let ask: String?
    let theme: String?
    let isAuthorShown: Bool
    /// One that has just come.
    let added: StoredFile?
    /// The name of one that goes.
    let removed: String?
}
