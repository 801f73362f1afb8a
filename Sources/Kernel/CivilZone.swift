/// The legal time of a place in the Union: a standard offset, and in Europe summer time by Union law.
///
/// Summer time begins at 01:00 UTC on the last Sunday of March and ends at 01:00 UTC on the last
/// Sunday of October, in every member state at once (Directive 2000/84/EC, articles 2 and 3; the
/// same days in Brussels since 1996); the outermost regions overseas have none. A test compares all
/// of them with the system's time zone data.
package struct CivilZone: Hashable, Sendable {
    /// The name in the time zone database, for machines: `Europe/Brussels`.
    package let name: String
    private let standardOffsetMilliseconds: Int64
    private let hasSummerTime: Bool

    /// Where the time of European citizens' initiatives is counted.
    package static let brussels = CivilZone(name: "Europe/Brussels", standardOffsetHours: 1)

    private init(name: String, standardOffsetHours: Int, hasSummerTime: Bool = true) {
        self.name = name
        standardOffsetMilliseconds = Int64(standardOffsetHours) * Instant.millisecondsPerHour
        self.hasSummerTime = hasSummerTime
    }

    /// The zone of that name; nil for one that is not in the Union.
    package init?(name: String) {
        guard let zone = Self.all.first(where: { $0.name == name }) else { return nil }
        self = zone
    }

    /// Every zone of the Union, outermost regions included.
    package static let all: [CivilZone] =
        summer(-1, ["Atlantic/Azores"])
        + summer(0, ["Atlantic/Canary", "Atlantic/Madeira", "Europe/Dublin", "Europe/Lisbon"])
        + summer(
            1,
            [
                "Africa/Ceuta", "Europe/Amsterdam", "Europe/Berlin", "Europe/Bratislava",
                "Europe/Brussels", "Europe/Budapest", "Europe/Copenhagen", "Europe/Ljubljana",
                "Europe/Luxembourg", "Europe/Madrid", "Europe/Malta", "Europe/Paris",
                "Europe/Prague", "Europe/Rome", "Europe/Stockholm", "Europe/Vienna",
                "Europe/Warsaw", "Europe/Zagreb",
            ]
        )
        + summer(
            2,
            [
                "Asia/Nicosia", "Europe/Athens", "Europe/Bucharest", "Europe/Helsinki",
                "Europe/Riga", "Europe/Sofia", "Europe/Tallinn", "Europe/Vilnius",
            ]
        )
        + [
            CivilZone(name: "America/Cayenne", standardOffsetHours: -3, hasSummerTime: false),
            CivilZone(name: "America/Guadeloupe", standardOffsetHours: -4, hasSummerTime: false),
            CivilZone(name: "America/Marigot", standardOffsetHours: -4, hasSummerTime: false),
            CivilZone(name: "America/Martinique", standardOffsetHours: -4, hasSummerTime: false),
            CivilZone(name: "Indian/Mayotte", standardOffsetHours: 3, hasSummerTime: false),
            CivilZone(name: "Indian/Reunion", standardOffsetHours: 4, hasSummerTime: false),
        ]

    private static func summer(_ hours: Int, _ names: [String]) -> [CivilZone] {
        names.map { CivilZone(name: $0, standardOffsetHours: hours) }
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
        // Clocks change at 01:00 UTC. Where that is midnight on the Azores, in March the day begins with
        // the hour that is left out, and in October with the first of two midnights.
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
        guard hasSummerTime else { return false }
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
