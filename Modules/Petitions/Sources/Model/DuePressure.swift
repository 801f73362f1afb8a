import Kernel

/// How near the end of a period is: the office is told four days and one day before it, and when it is over.
enum DuePressure: String, Sendable, CaseIterable {
    case near
    case last
    case over

    /// Nil while there is time, and where nothing is due.
    init?(of due: Instant?, at now: Instant) {
        guard let due else { return nil }
        let left = due.milliseconds - now.milliseconds
        switch left {
        case ...0: self = .over
        case ...Instant.millisecondsPerDay: self = .last
        case ...(4 * Instant.millisecondsPerDay): self = .near
        default: return nil
        }
    }

    /// From when on something due later presses.
    static func horizon(at now: Instant) -> Instant {
        now.adding(.milliseconds(4 * Instant.millisecondsPerDay))
    }
}
