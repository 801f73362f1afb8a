import Kernel

/// The days of a collection, as people read them.
extension Petition {
    /// The last day on which it is signed.
    var lastDay: CivilDate? { closesAt.map { terms.civilZone.lastDay(before: $0) } }

    /// The day on which nothing more was collected for good.
    var endDay: CivilDate? { endedAt.map { terms.civilZone.date(at: $0) } }

    /// Days left, today included; nil where nobody signs.
    func daysLeft(at now: Instant) -> Int? {
        guard state(at: now).isSignable, let lastDay else { return nil }
        return max(1, lastDay.daysSinceEpoch - terms.civilZone.date(at: now).daysSinceEpoch + 1)
    }
}

extension CivilZone {
    /// The day that ends at an instant, or in which it lies.
    func lastDay(before instant: Instant) -> CivilDate {
        date(at: instant.adding(.milliseconds(-1)))
    }
}
