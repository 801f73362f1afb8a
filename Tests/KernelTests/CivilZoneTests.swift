import Foundation
import Testing

@testable import Kernel

/// Goal: a day in Brussels begins and ends when it does in law, to the millisecond.
///
/// Method: the system's time zone data for every day of 1996 to 2037, and the two changes of a year
/// by hand.
@Suite("Civil zones")
struct CivilZoneTests {
    private let zone = CivilZone.brussels

    @Test("every day of 1996 to 2037 begins when the time zone database says")
    func everyDay() throws {
        let brussels = try #require(TimeZone(identifier: "Europe/Brussels"))
        let first = try #require(CivilDate(year: 1996, month: 1, day: 1)).daysSinceEpoch
        let last = try #require(CivilDate(year: 2037, month: 12, day: 31)).daysSinceEpoch

        for number in first...last {
            let start = zone.start(of: CivilDate(daysSinceEpoch: number))
            let moment = Date(timeIntervalSince1970: Double(start.milliseconds) / 1000)
            let offset = Int64(brussels.secondsFromGMT(for: moment)) * 1000

            try #require(
                start.milliseconds + offset == Int64(number) * Instant.millisecondsPerDay,
                "\(CivilDate(daysSinceEpoch: number).iso)"
            )
        }
    }

    @Test(
        "every zone of the Union is what the time zone database says, at each midnight and change",
        arguments: CivilZone.all
    )
    func everyZone(zone: CivilZone) throws {
        let system = try #require(TimeZone(identifier: zone.name))
        let first = try #require(CivilDate(year: 2007, month: 1, day: 1)).daysSinceEpoch
        let last = try #require(CivilDate(year: 2037, month: 12, day: 31)).daysSinceEpoch

        for number in first...last {
            let day = CivilDate(daysSinceEpoch: number)
            let start = zone.start(of: day)
            try #require(zone.date(at: start) == day, "\(day.iso)")
            try #require(zone.date(at: start.adding(.milliseconds(-1))) < day, "\(day.iso)")
            for hour in [0, 1, 2, 12] {
                let instant = start.adding(.seconds(hour * 3600))
                let moment = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
                let offset = Int64(system.secondsFromGMT(for: moment)) * 1000
                let wall = Instant(milliseconds: instant.milliseconds + offset)
                let minutes = Int((wall.milliseconds / 60_000) % 1440)
                let time = zone.time(at: instant)

                try #require(time.hour * 60 + time.minute == minutes, "\(day.iso) \(hour)")
                try #require(zone.date(at: instant).daysSinceEpoch == wall.utcDay)
            }
        }
    }

    @Test("a zone outside the Union is none")
    func unknown() {
        #expect(CivilZone(name: "America/New_York") == nil)
        #expect(CivilZone(name: "") == nil)
        #expect(CivilZone(name: "Europe/Brussels") == .brussels)
    }

    @Test("every hour of the days around each change shows what the time zone database says")
    func changes() throws {
        let brussels = try #require(TimeZone(identifier: "Europe/Brussels"))
        for year in 1996...2037 {
            for month in [3, 10] {
                let end = try #require(CivilDate(year: year, month: month, day: 31))
                let start = Int64(end.daysSinceEpoch - 9) * Instant.millisecondsPerDay

                for quarter in 0..<(11 * 96) {
                    let instant = Instant(milliseconds: start + Int64(quarter) * 900_000)
                    let moment = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
                    let offset = Int64(brussels.secondsFromGMT(for: moment)) * 1000
                    let wall = Instant(milliseconds: instant.milliseconds + offset)
                    let minutes = (wall.milliseconds / 60_000) % 1440
                    let time = zone.time(at: instant)

                    try #require(zone.date(at: instant).daysSinceEpoch == wall.utcDay)
                    try #require(Int64(time.hour * 60 + time.minute) == minutes)
                }
            }
        }
    }

    @Test(
        "a day ends at 24:00 on the wall clock, in winter, in summer and when clocks change",
        arguments: [
            ("2026-03-28", "2026-03-28T23:00:00.000Z", 24),
            ("2026-03-29", "2026-03-29T22:00:00.000Z", 23),
            ("2026-03-30", "2026-03-30T22:00:00.000Z", 24),
            ("2026-05-09", "2026-05-09T22:00:00.000Z", 24),
            ("2026-10-24", "2026-10-24T22:00:00.000Z", 24),
            ("2026-10-25", "2026-10-25T23:00:00.000Z", 25),
            ("2026-10-26", "2026-10-26T23:00:00.000Z", 24),
            ("2026-12-31", "2026-12-31T23:00:00.000Z", 24),
        ]
    )
    func end(day: String, end: String, hours: Int64) throws {
        let date = try #require(CivilDate(iso: day))
        let over = zone.end(of: date)
        let lastMillisecond = Instant(milliseconds: over.milliseconds - 1)

        #expect(over.iso8601 == end)
        #expect(over == zone.start(of: date.adding(days: 1)))
        #expect(
            over.milliseconds - zone.start(of: date).milliseconds
                == hours * Instant.millisecondsPerHour
        )
        #expect(zone.date(at: lastMillisecond) == date)
        #expect(zone.date(at: over) == date.adding(days: 1))
        #expect(zone.time(at: lastMillisecond) == (23, 59))
        #expect(zone.time(at: over) == (0, 0))
    }

    @Test("clocks change at 01:00 UTC, not a millisecond before")
    func changeOfClocks() throws {
        let spring = try #require(CivilDate(iso: "2026-03-29")).daysSinceEpoch
        let autumn = try #require(CivilDate(iso: "2026-10-25")).daysSinceEpoch

        #expect(time(spring, after: 3_599_999) == (1, 59))
        #expect(time(spring, after: 3_600_000) == (3, 0))
        #expect(time(autumn, after: 3_599_999) == (2, 59))
        #expect(time(autumn, after: 3_600_000) == (2, 0))
    }

    @Test("a state east of Brussels changes its clocks at the same instant")
    func otherZone() throws {
        let athens = try #require(CivilZone(name: "Europe/Athens"))
        let spring = try #require(CivilDate(iso: "2026-03-29"))

        #expect(athens.start(of: spring).iso8601 == "2026-03-28T22:00:00.000Z")
        #expect(athens.end(of: spring).iso8601 == "2026-03-29T21:00:00.000Z")
        #expect(athens != zone)
    }

    private func time(_ day: Int, after milliseconds: Int64) -> (hour: Int, minute: Int) {
        let start = Int64(day) * Instant.millisecondsPerDay
        return zone.time(at: Instant(milliseconds: start + milliseconds))
    }
}
