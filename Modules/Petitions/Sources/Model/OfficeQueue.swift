import Accounts
import Kernel
import Spaces
import Web

/// Which petitions the office looks at.
enum OfficeFilter: String, ListChoice {
    /// Those of which it is to be decided whether they are published.
    case waiting
    /// Those that their authors correct.
    case correction
    /// Those that are signed, or could be.
    case collecting
    /// Those that wait for an answer.
    case answer
    /// Those that are over and not archived.
    case ended
    case archived
    /// Whatever was given to the reader.
    case mine

    static func usual(hasWords: Bool) -> OfficeFilter { .waiting }

    /// In which stages a petition is one of them; empty for what asks another question.
    var stages: [Stage] {
        switch self {
        case .waiting: [.submitted]
        case .correction: [.correction]
        case .collecting: [.collecting, .paused, .reached]
        case .answer: [.takenUp, .examination]
        case .ended: [.refused, .expired, .joined, .withdrawn, .decided]
        case .archived: [.archived]
        case .mine: []
        }
    }
}

/// In which order: by when each came to its stage.
enum OfficeOrder: String, ListChoice {
    case oldest
    case newest

    static func usual(hasWords: Bool) -> OfficeOrder { .oldest }
}

typealias OfficeVisit = ListVisit<OfficeFilter, OfficeOrder>

/// A page of the queue.
struct OfficeQueue: Sendable {
    let rows: [OfficeRow]
    let tags: [Petition.ID: [String]]
    let choices: PetitionChoices
    let people: Authors
}

/// One petition as the queue shows it.
struct OfficeRow: Sendable, Hashable {
    let id: Petition.ID
    let title: String
    let language: String
    let stage: Stage
    let since: Instant
    let dueAt: Instant?
    let closesAt: Instant?
    let claimedBy: Member.ID?
    let claimedUntil: Instant?
    let assignedTo: Member.ID?
    /// How many signatures are counted, to the one.
    let signatures: Int

    func state(at now: Instant) -> PetitionState {
        PetitionState(stage: stage, closesAt: closesAt, at: now)
    }

    /// Who works at it at an instant.
    func claim(at now: Instant) -> Member.ID? {
        guard let claimedBy, let claimedUntil, claimedUntil > now else { return nil }
        return claimedBy
    }
}
