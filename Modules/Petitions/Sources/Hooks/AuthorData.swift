import Jobs
import Kernel
import Ledger
import Spaces
import Storage
import Text

/// What is kept of authors: what they wrote, and what that said before.
extension Petitions {
    /// All petitions of a member, as the archive of their data holds them.
    static func collectAuthored(
        _ member: Member.ID,
        in transaction: inout Transaction
    ) throws -> [(name: String, json: [UInt8])] {
        let petitions = try PetitionStore.allWhole(of: member, in: &transaction)
        guard !petitions.isEmpty else { return [] }
        let ids = petitions.map(\.id)
        let files = try PetitionFileStore.all(of: ids, in: &transaction)
        let versions = try PetitionVersionStore.all(of: ids, in: &transaction)
        let kept = petitions.map { petition in
            KeptPetition(petition, files[petition.id] ?? [], versions[petition.id] ?? [])
        }
        return [(name: "petitions", json: try ReadableJSON.bytes(of: kept))]
    }

    /// What was published stays, without a name.
    ///
    /// Drafts go; what nobody has published yet is withdrawn; and of all that readers cannot read because of what
    /// became of it before it was published, nothing of its text is left.
    static func eraseAuthored(
        _ member: Member.ID,
        in transaction: inout Transaction
    ) throws {
        for petition in try PetitionStore.allWhole(of: member, in: &transaction) {
            // What others sign is held in the order of batches.
            guard let held = try PetitionStore.lock(petition.id, in: &transaction) else { continue }
            switch held.stage {
            case .draft: try removeDraft(held, in: &transaction)
            case .gathering, .submitted, .correction: try takeAway(held, in: &transaction)
            default:
                let isRead = held.stage == .refused && !held.isTextHidden
                guard held.publishedAt == nil, !isRead else { continue }
                try removeText(of: held, in: &transaction)
            }
        }
        try PetitionStore.forget(member, in: &transaction)
    }

    /// Whoever deletes an account takes no step any more: what the step would do is done here.
    private static func takeAway(_ petition: Petition, in transaction: inout Transaction) throws {
        let gone = petition.entering(.withdrawn, at: transaction.now)
        let item = transaction.scope.subject(of: petition.id)
        try LedgerStore.close(item, at: transaction.now, in: &transaction)
        try PetitionStore.setCourse(gone, in: &transaction)
        try removeText(of: gone, in: &transaction)
        _ = try PetitionEventStore.add(
            NewPetitionEvent(.step, step: "withdraw", isPublic: false),
            to: petition.id,
            in: &transaction
        )
        if let due = gone.keyDueAt { try PetitionClosing.agenda.note(due, in: &transaction) }
    }

    /// What it says, what it said before, and its documents.
    private static func removeText(
        of petition: Petition,
        in transaction: inout Transaction
    ) throws {
        var empty = petition
        (empty.title, empty.body, empty.ask, empty.theme) = ("", "", nil, nil)
        try PetitionStore.setTexts(of: empty, in: &transaction)
        try removeFiles(of: petition.id, in: &transaction)
        try PetitionVersionStore.removeAll(of: petition.id, in: &transaction)
    }
}

/// A petition as its author finds it among their own data; its names are part of what is promised.
private struct KeptPetition: Encodable {
    struct Version: Encodable {
        let title: String
        let text: String
        let replacedAt: String
    }

    let number: Int
    let state: String
    let title: String
    let text: String
    let language: String
    let asksFor: String?
    let theme: String?
    let isAuthorShown: Bool
    let begunAt: String
    let submittedAt: String?
    let publishedAt: String?
    let documents: [String]
    let earlier: [Version]

    init(_ petition: Petition, _ files: [PetitionFile], _ versions: [PetitionVersion]) {
        number = petition.id.number
        state = petition.stage.rawValue
        title = petition.title
        text = petition.body
        language = petition.language
        asksFor = petition.ask
        theme = petition.theme
        isAuthorShown = petition.isAuthorShown
        begunAt = petition.createdAt.iso8601
        submittedAt = petition.submittedAt?.iso8601
        publishedAt = petition.publishedAt?.iso8601
        documents = files.map(\.name)
        earlier = versions.map {
            Version(title: $0.title, text: $0.body, replacedAt: $0.at.iso8601)
        }
    }
}
