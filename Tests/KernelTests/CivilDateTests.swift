import Testing

@testable import Kernel

/// Goal: days, ages and months are what the law means by them.
///
/// Method: known days, and every day of four centuries against the one before it.
@Suite("Civil dates")
struct CivilDateTests {
    @Test("every day of four centuries follows the one before, and is found by its number")
    func everyDay() throws {
        let first = try #require(CivilDate(year: 1700, month: 1, day: 1))
        let last = try #require(CivilDate(year: 2100, month: 12, day: 31))
        var before = first

        for number in (first.daysSinceEpoch + 1)...last.daysSinceEpoch {
            let date = CivilDate(daysSinceEpoch: number)
            let isNextDay = date.day == before.day + 1 && date.month == before.month
            let isNewMonth = date.day == 1 && (date.month == before.month % 12 + 1)

            try #require(isNextDay || isNewMonth, "\(before.iso), \(date.iso)")
            try #require(date.daysSinceEpoch == number && before < date)
            try #require(CivilDate(iso: date.iso) == date)
            try #require(date.weekday == before.weekday % 7 + 1)
            before = date
        }

        #expect(before == last)
    }

    @Test(
        "known days have their number and their weekday",
        arguments: [
            ("1970-01-01", 0, 4), ("1969-12-31", -1, 3), ("2000-02-29", 11_016, 2),
            ("2026-11-21", 20_778, 6), ("2026-11-22", 20_779, 7), ("0001-01-01", -719_162, 1),
            ("9999-12-31", 2_932_896, 5),
        ]
    )
    func known(text: String, number: Int, weekday: Int) throws {
        let date = try #require(CivilDate(iso: text))

        #expect(date.daysSinceEpoch == number)
        #expect(date.weekday == weekday)
        #expect(date.iso == text)
    }

    @Test("only leap years have a 29 February", arguments: [1900, 2100, 2023, 2025, 1, 9999])
    func commonYear(year: Int) {
        #expect(CivilDate(year: year, month: 2, day: 29) == nil)
        #expect(CivilDate(year: year, month: 2, day: 28) != nil)
    }

    @Test("years of a fourth, but not of a century, are leap", arguments: [1904, 2000, 2024, 4])
    func leapYear(year: Int) {
        #expect(CivilDate(year: year, month: 2, day: 29) != nil)
        #expect(CivilDate(year: year, month: 2, day: 30) == nil)
    }

    @Test(
        "what is not exactly a day of the calendar is refused",
        arguments: [
            "", "2026-5-9", "2026-05-9", "26-05-09", "2026-13-01", "2026-00-10", "2026-04-31",
            "2026-05-00", "2026/05/09", "20260509", " 2026-05-09", "2026-05-09 ", "2026-05-09T",
            "-026-05-09", "+026-05-09", "2026-+5-09", "0000-01-01", "２０２６-05-09", "2026-05-0٩",
            "2026-05-\u{31}\u{301}", "10000-01-01",
        ]
    )
    func refused(text: String) {
        #expect(CivilDate(iso: text) == nil)
    }

    @Test("a day outside the calendar is refused by its numbers too")
    func outside() {
        #expect(CivilDate(year: 0, month: 1, day: 1) == nil)
        #expect(CivilDate(year: 10_000, month: 1, day: 1) == nil)
        #expect(CivilDate(year: 2026, month: 0, day: 1) == nil)
        #expect(CivilDate(year: 2026, month: 1, day: -1) == nil)
        #expect(CivilDate(year: .min, month: .max, day: .max) == nil)
    }

    @Test(
        "an age is counted in whole years, complete on the birthday",
        arguments: [
            ("2008-11-21", "2026-11-20", 17), ("2008-11-21", "2026-11-21", 18),
            ("2008-11-21", "2026-11-22", 18), ("2008-11-21", "2008-11-21", 0),
            ("2008-11-21", "2008-11-20", -1), ("1906-01-01", "2026-12-31", 120),
        ]
    )
    func age(birth: String, day: String, years: Int) throws {
        #expect(try date(birth).age(on: try date(day)) == years)
    }

    @Test(
        "who was born on 29 February completes a year on 1 March of common years",
        arguments: [
            ("2026-02-28", 17), ("2026-03-01", 18), ("2028-02-28", 19), ("2028-02-29", 20),
        ]
    )
    func leapBirth(day: String, years: Int) throws {
        #expect(try date("2008-02-29").age(on: try date(day)) == years)
    }

    @Test(
        "months later is the same day, or the last of a shorter month",
        arguments: [
            ("2026-05-09", 12, "2027-05-09"), ("2026-05-09", 0, "2026-05-09"),
            ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"),
            ("2026-08-31", 1, "2026-09-30"), ("2028-02-29", 12, "2029-02-28"),
            ("2026-12-31", 1, "2027-01-31"), ("2026-01-15", -1, "2025-12-15"),
            ("2026-03-31", -1, "2026-02-28"), ("2025-04-30", 21, "2027-01-30"),
        ]
    )
    func months(start: String, count: Int, end: String) throws {
        #expect(try date(start).adding(months: count).iso == end)
    }

    @Test("days later pass the ends of months and years")
    func days() throws {
        #expect(try date("2026-12-31").adding(days: 1).iso == "2027-01-01")
        #expect(try date("2028-02-28").adding(days: 1).iso == "2028-02-29")
        #expect(try date("2026-03-01").adding(days: -1).iso == "2026-02-28")
    }

    @Test("dates are in the order of time, first by year")
    func order() throws {
        let dates = try ["2025-12-31", "2026-01-30", "2026-02-01", "2026-02-02"].map(date)

        #expect(dates.reversed().sorted() == dates)
        #expect(!(dates[0] < dates[0]))
    }

    private func date(_ text: String) throws -> CivilDate {
        try #require(CivilDate(iso: text))
    }
}
