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
        return terms.civilZone.daysLeft(until: lastDay, at: now)
    }
}

extension CivilZone {
    /// The day that ends at an instant, or in which it lies.
    func lastDay(before instant: Instant) -> CivilDate {
        date(at: instant.adding(.milliseconds(-1)))
    }

    /// Days left, today included: the last day is one.
    func daysLeft(until last: CivilDate, at now: Instant) -> Int {
        max(1, last.daysSinceEpoch - date(at: now).daysSinceEpoch + 1)
    }

    /// Days that have passed since a day; on that day none.
    func daysPassed(since day: CivilDate, at now: Instant) -> Int {
        max(0, date(at: now).daysSinceEpoch - day.daysSinceEpoch)
    }
}
