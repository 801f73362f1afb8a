import Kernel
import TestSupport
import Testing

@testable import Initiatives

/// Goal: a collection ends on the date on which it began, a year later, at 24:00 in Brussels.
///
/// Method: the Commission's own register; leap years; instants of UTC that were looked up, on both
/// sides of a change of clocks; statements in the last and in the first millisecond too late.
@Suite("The period of a collection")
struct CollectionPeriodTests {
    @Test(
        "twelve months end on the same date, or on the last day of February",
        arguments: [
            ("2026-02-12", "2027-02-12"), ("2025-12-31", "2026-12-31"),
            ("2026-01-01", "2027-01-01"), ("2023-02-28", "2024-02-28"),
            ("2023-03-01", "2024-03-01"), ("2024-02-28", "2025-02-28"),
            ("2024-02-29", "2025-02-28"), ("2024-03-01", "2025-03-01"),
            ("2099-06-15", "2100-06-15"),
        ]
    )
    func lastDay(first: String, last: String) throws {
        let first = try #require(CivilDate(iso: first))

        #expect(CollectionPeriod.lastDay(from: first).iso == last)
    }

    @Test("collections of the register ended on the same date, and none on the day before")
    func register() throws {
        var same = 0
        for record in try Vectors.register().initiatives {
            guard let first = record.opensOn.flatMap({ CivilDate(iso: $0) }),
                let last = record.closesOn.flatMap({ CivilDate(iso: $0) })
            else { continue }
            let reckoned = CollectionPeriod.lastDay(from: first)
            #expect(last != reckoned.adding(days: -1), "\(record.id)")
            if last == reckoned { same += 1 }
        }

        #expect(same == 62)
    }

    @Test(
        "it opens and closes at a midnight of Brussels, in summer and in winter",
        arguments: [
            ("2026-02-12", 1_770_850_800_000, 1_802_473_200_000),
            // Both days on which clocks change, and the day after one.
            ("2025-03-30", 1_743_289_200_000, 1_774_908_000_000),
            ("2025-10-26", 1_761_429_600_000, 1_793_055_600_000),
            ("2025-10-25", 1_761_343_200_000, 1_792_969_200_000),
            ("2024-02-29", 1_709_161_200_000, 1_740_783_600_000),
        ] as [(String, Int64, Int64)]
    )
    func instants(first: String, opens: Int64, closes: Int64) throws {
        let first = try #require(CivilDate(iso: first))
        let last = CollectionPeriod.lastDay(from: first)
        let period = CollectionPeriod(firstDay: first, lastDay: last)

        #expect(period.opensAt.milliseconds == opens)
        #expect(period.closesAt.milliseconds == closes)
        #expect(period.daysLeft(at: Instant(milliseconds: opens - 1)) == nil)
        #expect(period.daysLeft(at: Instant(milliseconds: closes - 1)) == 1)
        #expect(period.daysLeft(at: Instant(milliseconds: closes)) == nil)
    }

    @Test("an initiative whose last day the register does not name closes a year after it opened")
    func imported() throws {
        let records = try Vectors.register().initiatives
        let record = try #require(records.first { $0.id == "2026-000002" })

        let period = try #require(try record.initiative(presentation: nil).period)

        #expect(record.closesOn == nil)
        #expect(period.firstDay.iso == "2026-02-12")
        #expect(period.lastDay.iso == "2027-02-12")
    }

    @Test("a statement of the last millisecond counts, and the next one is too late")
    func lastMillisecond() async throws {
        try await InitiativeHouse.run { site in
            let id = try #require(Initiative.ID("2026-000001"))
            let state = try #require(site.initiatives.memberStates["EE"])
            let first = try #require(CivilDate(iso: "2024-02-29"))
            let last = CollectionPeriod.lastDay(from: first)
            let end = CivilZone.brussels.end(of: last)
            let scope = site.house.scope(.eci)
            site.house.clock.set(end.adding(.milliseconds(-1)))
            try await site.initiatives.reschedule(
                id,
                to: CollectionPeriod(firstDay: first, lastDay: last),
                in: scope
            )

            func sign(_ number: String, at instant: Instant) async throws -> Bool {
                let outcome = try await site.initiatives.support(
                    id,
                    state: state.code,
                    with: .plain(
                        Statement(
                            state: state.code,
                            firstNames: "Ada",
                            familyNames: "Kask",
                            identity: .number(kind: "isikukood", number: number)
                        )
                    ),
                    arrivedAt: instant,
                    in: scope
                )
                if case .success = outcome { return true }
                return false
            }
            let inTime = try await sign("48507201231", at: end.adding(.milliseconds(-1)))
            let late = try await sign("48507201242", at: end)

            #expect(inTime)
            #expect(!late)
            #expect(try await site.total() == 1)
        }
    }
}
