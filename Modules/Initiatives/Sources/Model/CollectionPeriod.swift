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

    /// The last day of a collection that lasts twelve months: the same date a year later.
    ///
    /// The day on which it begins is not counted, so a period of months ends with the last hour of
    /// the same date, or of the last day of a month that has no such date (Regulation (EEC,
    /// Euratom) No 1182/71, article 3(1) and (2)(c)). The Commission's register does it so, also
    /// where that day is a Saturday or a Sunday.
    static func lastDay(from first: CivilDate) -> CivilDate {
        first.adding(months: 12)
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

    /// Days that pass until it opens; none once it has.
    func daysUntilOpen(at now: Instant) -> Int {
        max(0, firstDay.daysSinceEpoch - CivilZone.brussels.date(at: now).daysSinceEpoch)
    }
}
