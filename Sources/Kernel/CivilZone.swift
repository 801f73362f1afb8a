/// The legal time of a state of the Union: a standard offset, and summer time by Union law.
///
/// Summer time begins at 01:00 UTC on the last Sunday of March and ends at 01:00 UTC on the last
/// Sunday of October, in every member state at once (Directive 2000/84/EC, articles 2 and 3; the
/// same days in Brussels since 1996). A test compares it with the system's time zone data.
package struct CivilZone: Hashable, Sendable {
    /// The name in the time zone database, for machines: `Europe/Brussels`.
    package let name: String
    private let standardOffsetMilliseconds: Int64

    /// Where the time of European citizens' initiatives is counted.
    package static let brussels = CivilZone(name: "Europe/Brussels", standardOffsetHours: 1)

    package init(name: String, standardOffsetHours: Int) {
        self.name = name
        standardOffsetMilliseconds = Int64(standardOffsetHours) * Instant.millisecondsPerHour
    }

    /// The day that a wall calendar shows at this instant.
    package func date(at instant: Instant) -> CivilDate {
        CivilDate(daysSinceEpoch: local(instant).utcDay)
    }

    /// Hour and minute that a wall clock shows at this instant.
    package func time(at instant: Instant) -> (hour: Int, minute: Int) {
        let local = local(instant)
        let time = local.milliseconds - Int64(local.utcDay) * Instant.millisecondsPerDay
        let minutes = Int(time / 60_000)
        return (minutes / 60, minutes % 60)
    }

    /// The first instant of a day: 00:00 on the wall clock.
    package func start(of date: CivilDate) -> Instant {
        let midnight = Int64(date.daysSinceEpoch) * Instant.millisecondsPerDay
        let standard = Instant(milliseconds: midnight - standardOffsetMilliseconds)
        // Clocks change at 01:00 UTC, never at a midnight of the Union, so that one look is enough:
        // summer time holds at midnight exactly when it holds an hour before the standard midnight.
        let summer = Instant(milliseconds: standard.milliseconds - Instant.millisecondsPerHour)
        return isSummerTime(at: summer) ? summer : standard
    }

    /// The instant at which a day is over: 24:00, which is 00:00 of the next.
    package func end(of date: CivilDate) -> Instant {
        start(of: date.adding(days: 1))
    }

    private func local(_ instant: Instant) -> Instant {
        let summer = isSummerTime(at: instant) ? Instant.millisecondsPerHour : 0
        return Instant(
            milliseconds: instant.milliseconds + standardOffsetMilliseconds + summer
        )
    }

    private func isSummerTime(at instant: Instant) -> Bool {
        let year = CivilDate(daysSinceEpoch: instant.utcDay).year
        return Self.change(month: 3, year: year) <= instant
            && instant < Self.change(month: 10, year: year)
    }

    private static func change(month: Int, year: Int) -> Instant {
        guard let last = CivilDate(year: year, month: month, day: 31) else {
            preconditionFailure("March and October have 31 days")
        }
        let sunday = last.daysSinceEpoch - last.weekday % 7
        let start = Int64(sunday) * Instant.millisecondsPerDay
        return Instant(milliseconds: start + Instant.millisecondsPerHour)
    }
}
