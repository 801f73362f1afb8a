import Kernel
import Testing

@testable import Credentials

/// Goal: who is of age may sign from the first minute of the birthday, and nobody before.
///
/// Method: birthdays at both ends of a day in Paris, leap days, and births that are half known.
@Suite("Ages that providers claim")
struct BirthClaimTests {
    /// Noon in UTC, which is the same day in Paris.
    private func noon(_ day: String) throws -> Instant {
        let date = try #require(CivilDate(iso: day))
        return Instant(milliseconds: (Int64(date.daysSinceEpoch) * 24 + 12) * 3_600_000)
    }

    @Test(
        "somebody is of age from the eighteenth birthday on",
        arguments: [
            ("2008-11-21", "2026-11-20", false), ("2008-11-21", "2026-11-21", true),
            ("2008-11-21", "2026-11-22", true), ("2008-11-22", "2026-11-21", false),
            ("1925-01-01", "2026-11-21", true), ("2026-11-21", "2026-11-21", false),
            ("2030-01-01", "2026-11-21", false),
            ("2008-02-29", "2026-02-28", false), ("2008-02-29", "2026-03-01", true),
            ("2004-02-29", "2022-02-28", false), ("2010-02-28", "2028-02-28", true),
        ]
    )
    func birthday(birth: String, day: String, isOfAge: Bool) throws {
        let claim = try #require(BirthClaim(birth))
        #expect(claim.isOfAge(at: try noon(day), in: CivilZone.brussels) == isOfAge)
    }

    @Test(
        "of a birth that is known by month or year, the last day counts",
        arguments: [
            ("2008", "2026-12-30", false), ("2008", "2026-12-31", true),
            ("2008-00-00", "2026-12-30", false), ("2008-00-00", "2026-12-31", true),
            ("2008-11-00", "2026-11-29", false), ("2008-11-00", "2026-11-30", true),
            ("2008-12-00", "2026-12-31", true), ("2008-02-00", "2026-02-28", false),
            ("2008-02-00", "2026-03-01", true), ("2007", "2026-01-01", true),
            ("2008-11", "2026-11-29", false), ("2008-11", "2026-11-30", true),
        ]
    )
    func halfKnown(birth: String, day: String, isOfAge: Bool) throws {
        let claim = try #require(BirthClaim(birth))
        #expect(claim.isOfAge(at: try noon(day), in: CivilZone.brussels) == isOfAge)
    }

    @Test("the day begins at midnight of the zone, in winter and in summer")
    func midnight() throws {
        for day in ["2026-01-15", "2026-07-15"] {
            let date = try #require(CivilDate(iso: day))
            let birth = try #require(BirthClaim("2008" + day.dropFirst(4)))
            let start = CivilZone.brussels.start(of: date)

            #expect(birth.isOfAge(at: start, in: CivilZone.brussels))
            #expect(!birth.isOfAge(at: start.adding(.milliseconds(-1)), in: CivilZone.brussels))
        }
    }

    @Test("another age can be asked for")
    func otherAge() throws {
        let claim = try #require(BirthClaim("2010-11-21"))

        #expect(claim.isOfAge(16, at: try noon("2026-11-21"), in: CivilZone.brussels))
        #expect(!claim.isOfAge(16, at: try noon("2026-11-20"), in: CivilZone.brussels))
        #expect(!claim.isOfAge(at: try noon("2026-11-21"), in: CivilZone.brussels))
        #expect("\(claim)" == "(birth)")
    }

    @Test(
        "anything else tells nobody's age",
        arguments: [
            "", "0000-03-27", "0000", "2008-13-01", "2008-02-30", "2009-02-29", "2008-00-05",
            "08-11-21",
            "2008-00", "2008-13", "2008-1", "2008-1-1", "2008/11/21", "21-11-2008", "2008-11-21T",
            "2008-11-21-",
            "-2008-11-2",
            "+008-11-21", " 2008-11-21", "2008-11-2١", "２００８", "null",
            String(repeating: "1", count: 10_000_000),
        ]
    )
    func refused(text: String) {
        #expect(BirthClaim(text) == nil)
    }
}
