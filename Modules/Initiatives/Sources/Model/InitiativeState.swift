import Kernel
import Spaces

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
        default: self = .insufficient
        }
    }

    /// Whether the authorities have said how many of its statements are valid; before, a count is of what
    /// was received (Regulation (EU) 2019/788, article 12).
    var isVerified: Bool { self == .submitted || self == .answered }

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
