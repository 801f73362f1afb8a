import Kernel

/// How far an initiative has come, as it is stored: what only a decision can change.
///
/// What time alone shows, upcoming or open, is no stage: see ``InitiativeState``. That a collection
/// is over is one, because something follows from it: a job records it soon after the last day.
package enum Stage: String, Sendable, CaseIterable {
    case scheduled
    /// Collection is over: its last day has passed, or it was ended before.
    case closed
    case verification
    case submitted
    case answered
    case withdrawn
    case insufficient

    /// The stages that may follow (Regulation (EU) 2019/788, articles 7, 12 to 15).
    var next: Set<Stage> {
        switch self {
        case .scheduled: [.closed, .verification, .withdrawn, .insufficient]
        case .closed: [.verification, .withdrawn, .insufficient]
        case .verification: [.submitted, .withdrawn, .insufficient]
        case .submitted: [.answered]
        case .answered, .withdrawn, .insufficient: []
        }
    }
}

/// What an initiative is at an instant: its stage and its dates together.
package enum InitiativeState: String, Sendable, CaseIterable {
    case upcoming
    case open
    case closed
    case verification
    case submitted
    case answered
    case withdrawn
    case insufficient

    /// `endedAt` is when collection was ended before its last day, if it was.
    init(stage: Stage, period: CollectionPeriod?, endedAt: Instant?, at now: Instant) {
        switch stage {
        case .closed where endedAt.map({ $0 <= now }) == true: self = .closed
        // A form that arrived in time may be looked at after the job has closed the collection.
        case .scheduled, .closed:
            guard let period, period.opensAt <= now else {
                self = .upcoming
                return
            }
            self = now < period.closesAt ? .open : .closed
        case .verification: self = .verification
        case .submitted: self = .submitted
        case .answered: self = .answered
        case .withdrawn: self = .withdrawn
        case .insufficient: self = .insufficient
        }
    }

    /// Whether statements of support are accepted.
    var isSignable: Bool { self == .open }
}

/// What tells how far an initiative has come: all of it, or its line in a list.
protocol Staged {
    var stage: Stage { get }
    var period: CollectionPeriod? { get }
    /// When collection was ended before its last day; nil when it was not.
    var endedAt: Instant? { get }
}

extension Staged {
    func state(at now: Instant) -> InitiativeState {
        InitiativeState(stage: stage, period: period, endedAt: endedAt, at: now)
    }

    /// The day on which collection ended or will end: the last one, unless it was ended before.
    var collectionEnd: CivilDate? { endDay ?? period?.lastDay }

    /// The day on which collection was ended before its last one; nil when it was not.
    var endDay: CivilDate? { endedAt.map { CivilZone.brussels.date(at: $0) } }
}

extension Initiative: Staged {}
