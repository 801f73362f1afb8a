package import Kernel

/// From which day to which day statements are collected, both included, in Brussels.
///
/// Collection may last twelve months (Regulation (EU) 2019/788, article 8(1)) and ends at 24:00
/// Brussels time of its last day.
package struct CollectionPeriod: Sendable, Hashable {
    package let firstDay: CivilDate
    package let lastDay: CivilDate

    package init(firstDay: CivilDate, lastDay: CivilDate) {
        self.firstDay = firstDay
        self.lastDay = lastDay
    }

    /// The first instant at which a statement counts.
    var opensAt: Instant { CivilZone.brussels.start(of: firstDay) }

    /// The first instant that is too late: 24:00 of the last day, daylight saving included.
    var closesAt: Instant { CivilZone.brussels.end(of: lastDay) }

    /// Days left, today included; nil outside the period.
    func daysLeft(at now: Instant) -> Int? {
        guard opensAt <= now, now < closesAt else { return nil }
        let today = CivilZone.brussels.date(at: now)
        return lastDay.daysSinceEpoch - today.daysSinceEpoch + 1
    }
}
