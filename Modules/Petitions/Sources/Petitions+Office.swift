import Audit
import Kernel
import Localization
package import Moderation
package import Spaces
import Storage
import Text
import Vault
import Web

/// The pages on which the institution works, and what others can do with what it keeps.
extension Petitions {
    /// What stands in the audit beside steps of the workflow.
    static let officeActions: [AuditAction] = [
        assigned, noted, tagged, told, choiceSet, thresholdSet, invalidationProposed,
        invalidationDecided, carried,
    ]

    static let desks = [
        ModuleDesk(
            title: "petitions.office.title",
            action: "petitions.office.open",
            permission: manage
        )
    ]

    package func mountOffice(on routes: OfficeRoutes) {
        let queue = OfficePetitions(petitions: self)
        let steps = OfficePetitionSteps(petitions: self)
        let manage = Self.manage
        routes.get("", manage) { try await queue.index($0, $1) }
        routes.get("/tags/:tag", manage) { try await queue.tagged($0, $1) }
        mountCatalogues(on: routes)
        routes.get("/:petition", manage) { try await queue.show($0, $1) }
        routes.get("/:petition/files/:file", manage) { try await queue.file($0, $1) }
        routes.post("/:petition/claims", manage) { try await queue.claim($0, $1) }
        routes.post("/:petition/claims/releases", manage) { try await queue.release($0, $1) }
        routes.post("/:petition/notes", manage) { try await queue.note($0, $1) }
        routes.post("/:petition/notes/removals", manage) { try await queue.removeNote($0, $1) }
        routes.post("/:petition/tags", manage) { try await queue.setTags($0, $1) }
        routes.post("/:petition/assignment", manage) { try await queue.assign($0, $1) }
        routes.get("/:petition/steps/:step", manage) { try await steps.show($0, $1) }
        routes.post(
            "/:petition/steps/:step",
            manage,
            body: OfficePetitionSteps.body
        ) { try await steps.take($0, $1) }
        mountEvents(on: routes)
        mountInvalidations(on: routes)
    }

    /// What the institution sets of all petitions of the space, and what becomes of them when a legislature ends.
    private func mountCatalogues(on routes: OfficeRoutes) {
        let choices = OfficeChoices(petitions: self)
        let thresholds = OfficeThresholds(petitions: self)
        let legislature = OfficeLegislature(petitions: self)
        let manage = Self.manage
        routes.get("/choices/:kind", manage) { try await choices.index($0, $1) }
        routes.post("/choices/:kind", manage) { try await choices.create($0, $1) }
        routes.get("/choices/:kind/:key", manage) { try await choices.show($0, $1) }
        routes.post("/choices/:kind/:key", manage) { try await choices.change($0, $1) }
        routes.get("/thresholds", manage) { try await thresholds.index($0, $1) }
        routes.post("/thresholds", manage) { try await thresholds.create($0, $1) }
        routes.get("/thresholds/:number", manage) { try await thresholds.show($0, $1) }
        routes.post("/thresholds/:number", manage) { try await thresholds.change($0, $1) }
        routes.post("/thresholds/:number/removals", manage) { try await thresholds.remove($0, $1) }
        routes.get("/legislature", manage) { try await legislature.ask($0, $1) }
        routes.post("/legislature", manage, body: OfficePetitionSteps.longForm) {
            try await legislature.end($0, $1)
        }
    }

    private func mountEvents(on routes: OfficeRoutes) {
        let events = OfficePetitionEvents(petitions: self)
        let manage = Self.manage
        routes.get("/:petition/events", manage) { try await events.index($0, $1) }
        routes.post("/:petition/events", manage, body: OfficePetitionSteps.body) {
            try await events.create($0, $1)
        }
        routes.post("/:petition/events/removals", manage) { try await events.remove($0, $1) }
    }

    /// Signatures that are kept out: who proposes and who agrees are two.
    private func mountInvalidations(on routes: OfficeRoutes) {
        let pages = OfficeInvalidations(petitions: self)
        let examine = Self.examine
        let front = "/:petition/invalidations"
        routes.get(front, examine) { try await pages.index($0, $1) }
        routes.post(front, examine, body: OfficePetitionSteps.longForm) {
            try await pages.create($0, $1)
        }
        routes.post(front + "/:number/gatherings", examine) { try await pages.gather($0, $1) }
        routes.post(front + "/:number/approvals", examine) { try await pages.approve($0, $1) }
        routes.post(front + "/:number/rejections", examine) { try await pages.reject($0, $1) }
        routes.get(front + "/:number/undoing", examine) { try await pages.askUndo($0, $1) }
        routes.post(
            front + "/:number/undoing",
            examine,
            body: OfficePetitionSteps.longForm
        ) { try await pages.undo($0, $1) }
    }

    package var subjects: [SubjectHooks] {
        [
            SubjectHooks(
                kind: .petition,
                cards: { ids, transaction in
                    try Self.read(ids, in: &transaction).mapValues(\.card)
                },
                wholes: { ids, transaction in
                    try Self.read(ids, in: &transaction).mapValues { petition in
                        SubjectWhole(texts: [petition.title, petition.body])
                    }
                },
                visibility: .moderated(
                    hide: { try Self.show(false, $0, in: &$1) },
                    restore: { try Self.show(true, $0, in: &$1) }
                )
            )
        ]
    }

    private static func read(
        _ ids: [String],
        in transaction: inout Transaction
    ) throws(StorageError) -> [String: Petition] {
        let found = try PetitionStore.all(ids.compactMap { Petition.ID($0) }, in: &transaction)
        return Dictionary(found.map { ($0.id.text, $0) }) { first, _ in first }
    }

    /// Hides petitions from readers, or shows them again; what is signed goes on being counted.
    private static func show(
        _ isShown: Bool,
        _ ids: [String],
        in transaction: inout Transaction
    ) throws {
        for id in ids.compactMap({ Petition.ID($0) }).sorted() {
            guard let petition = try PetitionStore.lock(id, in: &transaction),
                petition.isShown != isShown
            else { continue }
            try PetitionStore.setShown(isShown, id, in: &transaction)
            try PetitionStore.refreshLine(of: id, in: &transaction)
            guard let moved = try PetitionStore.find(id, in: &transaction) else { continue }
            try PetitionStore.index(moved, in: &transaction)
        }
    }

    // What is kept of staff.

    /// What somebody noted, and what they proposed and decided about signatures.
    static func collectOffice(
        _ member: Member.ID,
        opening box: PersonalBox,
        in transaction: inout Transaction
    ) throws -> [(name: String, json: [UInt8])] {
        let notes = try PetitionNoteStore.notes(by: member, box, in: &transaction)
        let rules = try PetitionInvalidationStore.all(by: member, in: &transaction)
        var found: [(name: String, json: [UInt8])] = []
        if !notes.isEmpty {
            let kept = notes.map { OwnNote(petition: $0.petition.number, text: $0.text) }
            found.append((name: "notes", json: try ReadableJSON.bytes(of: kept)))
        }
        if !rules.isEmpty {
            let kept = rules.map { OwnRule($0, of: member) }
            found.append((name: "invalidations", json: try ReadableJSON.bytes(of: kept)))
        }
        return found
    }

    static func eraseOffice(_ member: Member.ID, in transaction: inout Transaction) throws {
        try PetitionNoteStore.forget(member, in: &transaction)
        try PetitionInvalidationStore.forget(member, in: &transaction)
        try PetitionStore.forgetStaff(member, in: &transaction)
    }

    private struct OwnNote: Encodable {
        let petition: Int
        let text: String
    }

    /// A proposal or a decision about signatures, as whoever made it finds it among their own data.
    private struct OwnRule: Encodable {
        let number: Int
        let signatures: Int
        let isProposed: Bool
        let isDecided: Bool
        let state: String
        let reasons: [String: String]

        init(_ invalidation: PetitionInvalidation, of member: Member.ID) {
            number = invalidation.number
            signatures = invalidation.count
            isProposed = invalidation.proposedBy == member
            isDecided = invalidation.decidedBy == member
            state = invalidation.state.rawValue
            reasons = invalidation.reasons
        }
    }
}

extension Petition {
    /// As other components show it.
    fileprivate var card: SubjectCard {
        SubjectCard(
            title: title,
            excerpt: isTextHidden ? "" : String(body.prefix(Limits.excerptCharacters)),
            language: language,
            author: author,
            path: [id.text],
            // Forms of reports and pages of comments show what everybody sees: of a hidden text nothing.
            isPublic: isPublic && !isTextHidden
        )
    }
}
