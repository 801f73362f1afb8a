import Kernel

/// What programs are told of an initiative, at the address of its counts and in exports alike.
struct InitiativeFigures: Sendable, Hashable {
    let id: Initiative.ID
    /// In the language in which it was registered.
    let title: String
    let language: String
    let state: InitiativeState
    let registeredOn: CivilDate
    let period: CollectionPeriod?
    /// The day on which collection was ended before its last one.
    let endedOn: CivilDate?
    private let progress: Progress

    init(_ initiative: Initiative, _ progress: Progress, at now: Instant) {
        id = initiative.id
        title = initiative.title
        language = initiative.language
        state = initiative.state(at: now)
        registeredOn = initiative.registeredOn
        period = initiative.period
        endedOn = initiative.endDay
        self.progress = progress
    }

    init(_ item: InitiativeItem, _ progress: Progress, at now: Instant) {
        id = item.id
        title = item.title
        language = item.language
        state = item.state(at: now)
        registeredOn = item.registeredOn
        period = item.period
        endedOn = item.endDay
        self.progress = progress
    }

    /// Nil, like the next, where nobody knows it.
    var total: Int? { progress.isKnown ? progress.total : nil }
    var statesReached: Int? { progress.isKnown ? progress.statesReached : nil }

    /// In the order of their codes.
    var states: [OfState] {
        progress.states.map { state in
            OfState(
                code: state.code,
                count: progress.isKnown ? state.count : nil,
                threshold: state.threshold
            )
        }
    }

    /// What is told of one member state.
    struct OfState: Sendable, Hashable {
        let code: String
        let count: Int?
        let threshold: Int
    }
}
