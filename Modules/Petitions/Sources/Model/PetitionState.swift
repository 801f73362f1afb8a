import Kernel
import Spaces

/// How far a petition has come, as it is stored: what a decision changes, or a job that looks at the time.
///
/// What time alone shows is in ``PetitionState``.
typealias Stage = Workflow.State

extension Stage {
    static let draft: Stage = "draft"
    /// Its first supporters sign by a link.
    static let gathering: Stage = "gathering"
    static let submitted: Stage = "submitted"
    /// It was sent back with what has to be another.
    static let correction: Stage = "correction"
    static let refused: Stage = "refused"
    static let collecting: Stage = "collecting"
    static let paused: Stage = "paused"
    /// It has reached its threshold, and goes on collecting.
    static let reached: Stage = "reached"
    static let expired: Stage = "expired"
    /// The institution took it up before its threshold.
    static let takenUp: Stage = "taken-up"
    static let joined: Stage = "joined"
    static let withdrawn: Stage = "withdrawn"
    static let examination: Stage = "examination"
    static let decided: Stage = "decided"
    static let archived: Stage = "archived"
}

/// What a petition is at an instant: its stage and its dates together.
package enum PetitionState: String, Sendable, CaseIterable {
    case draft
    case gathering
    case submitted
    case correction
    case refused
    case collecting
    case paused
    case reached
    case expired
    case takenUp = "taken-up"
    case joined
    case withdrawn
    case examination
    case decided
    case archived

    /// What is over by the time is over, whether or not a job has recorded it.
    init(stage: Stage, closesAt: Instant?, at now: Instant) {
        let isOver = closesAt.map { $0 <= now } ?? false
        switch stage {
        case .collecting where isOver, .gathering where isOver: self = .expired
        case .reached where isOver: self = .examination
        default: self = PetitionState(rawValue: stage.rawValue) ?? .archived
        }
    }

    /// Whether anybody can sign; of those that gather, whoever has the link.
    var isSignable: Bool {
        switch self {
        case .gathering, .collecting, .reached: true
        default: false
        }
    }

    /// Whether its author can still change the text.
    var isEditable: Bool { self == .draft || self == .correction }

    /// Whether an answer of the institution is awaited.
    var awaitsAnswer: Bool { [.reached, .takenUp, .examination].contains(self) }
}

/// In which list of the space readers find a petition.
package enum PetitionList: String, Sendable, CaseIterable {
    /// In none: it is not public, or hidden.
    case none
    case open
    case waiting
    case answered
    case closed
    case refused
    case archived

    /// Of a petition as it is stored.
    init(of petition: Petition) {
        self.init(
            stage: petition.stage,
            publishedAt: petition.publishedAt,
            isShown: petition.isShown
        )
    }

    init(stage: Stage, publishedAt: Instant?, isShown: Bool) {
        guard isShown, stage == .refused || publishedAt != nil else {
            self = .none
            return
        }
        switch stage {
        case .collecting, .paused, .reached: self = .open
        case .takenUp, .examination: self = .waiting
        case .decided: self = .answered
        case .expired, .joined, .withdrawn: self = .closed
        case .refused: self = .refused
        case .archived: self = .archived
        default: self = .none
        }
    }
}

extension Stage {
    /// Since when an answer of the institution is awaited; nil where none is.
    func waits(since: Instant, reachedAt: Instant?) -> Instant? {
        [.reached, .takenUp, .examination].contains(self) ? reachedAt ?? since : nil
    }
}
