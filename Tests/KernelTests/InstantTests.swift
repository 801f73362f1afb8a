import Testing

@testable import Kernel

/// Goal: an instant is written as machines read it, and days are cut where UTC cuts them.
///
/// Method: known instants on both sides of the epoch.
@Suite("Instants")
struct InstantTests {
    @Test(
        "an instant is written in ISO 8601, with milliseconds",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (1, "1970-01-01T00:00:00.001Z"), (1_795_258_800_000, "2026-11-21T11:00:00.000Z"),
            (951_782_399_999, "2000-02-28T23:59:59.999Z"),
            (-86_400_000, "1969-12-31T00:00:00.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)]
    )
    func iso(milliseconds: Int64, text: String) {
        #expect(Instant(milliseconds: milliseconds).iso8601 == text)
    }

    @Test("two instants are as far apart from either side")
    func distance() {
        let (one, other) = (Instant(milliseconds: -5), Instant(milliseconds: 1000))

        #expect(one.distance(to: other) == 1005)
        #expect(other.distance(to: one) == 1005)
        #expect(one.distance(to: one) == 0)
    }

    @Test(
        "a day of UTC holds 86,400,000 milliseconds, before the epoch too",
        arguments: [
            (0, 0), (86_399_999, 0), (86_400_000, 1), (-1, -1), (-86_400_000, -1),
            (-86_400_001, -2),
        ] as [(Int64, Int)]
    )
    func day(milliseconds: Int64, day: Int) {
        #expect(Instant(milliseconds: milliseconds).utcDay == day)
    }

    @Test("durations are added to the millisecond, in both directions")
    func adding() {
        let start = Instant(milliseconds: 1_000)

        #expect(start.adding(.milliseconds(1)).milliseconds == 1_001)
        #expect(start.adding(.seconds(3600)).milliseconds == 3_601_000)
        #expect(start.adding(.milliseconds(-1_001)).milliseconds == -1)
        #expect(start.adding(.microseconds(999)) == start)
    }

    @Test("instants are in the order of time")
    func order() {
        let instants = [-5, 0, 1, 9].map { Instant(milliseconds: $0) }

        #expect(instants.reversed().sorted() == instants)
        #expect(!(instants[0] < instants[0]))
    }

    @Test(
        "the system's clock shows a time after this was written, and a clock reads what it is given"
    )
    func clock() {
        let still = Clock { Instant(milliseconds: 42) }

        #expect(Clock.system.now > Instant(milliseconds: 1_763_000_000_000))
        #expect(still.now == Instant(milliseconds: 42))
    }
}
