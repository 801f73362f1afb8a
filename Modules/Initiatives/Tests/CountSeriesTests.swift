import Kernel
import Ledger
import Spaces
import TestSupport
import Testing

@testable import Initiatives

/// Goal: the series has a place for every day, and nobody is lost between days and weeks.
///
/// Method: periods of known length around a few days on which somebody signed.
@Suite("Signatures over time")
struct CountSeriesTests {
    private let first = CivilDate(daysSinceEpoch: 20_000)

    @Test("every day has a place, also one on which nobody signed")
    func daily() {
        let series = series([0: 3, 2: 4], length: 300, today: 3)

        #expect(!series.isWeekly)
        #expect(series.stretches.map(\.count) == [3, 0, 4, 0])
        #expect(series.stretches.map(\.total) == [3, 3, 7, 7])
        #expect(series.stretches.map(\.firstDay) == (0...3).map { first.adding(days: $0) })
        #expect(series.busiest?.firstDay == first.adding(days: 2))
    }

    @Test("many days become weeks, and the sum stays", arguments: [56, 57, 100, 365])
    func weekly(span: Int) {
        let days = Dictionary(uniqueKeysWithValues: (0..<span).map { ($0, $0 + 1) })
        let series = series(days, length: 365, today: span - 1)

        #expect(series.isWeekly == (span > 56))
        #expect(series.stretches.count == (span > 56 ? (span + 6) / 7 : span))
        #expect(series.stretches.last?.total == span * (span + 1) / 2)
        #expect(series.stretches.map(\.count).reduce(0, +) == span * (span + 1) / 2)
    }

    @Test("it ends with the collection, however late it is read")
    func ended() {
        let series = series([0: 1, 9: 1], length: 10, today: 4_000)

        #expect(series.stretches.count == 10)
    }

    @Test("the first of several busiest days is named, and none when nobody signed")
    func busiest() {
        #expect(
            series([1: 5, 3: 5], length: 9, today: 5).busiest?.firstDay == first.adding(days: 1)
        )
        #expect(series([:], length: 9, today: 5).busiest == nil)
    }

    @Test("the days come from the ledger, in order, over all states and channels")
    func ledger() async throws {
        try await InitiativeHouse.run { site in
            let today = CivilZone.brussels.date(at: site.house.clock.now)
            try await site.serve { pages in
                let path = "/en/initiatives/2026-000001"
                for (code, days) in [("EE", 0), ("HU", 0), ("PL", 1)] {
                    site.house.clock.advance(by: .seconds(days * 86_400))
                    let state = try #require(site.initiatives.memberStates[code])
                    let signed = try await pages.post(path + "/statements", People.form(state))
                    #expect(signed.status == 303)
                }
                let page = try await pages.get(path)

                #expect(page.text.contains("Signatures on this site"))
            }
            site.showCounts()
            let days = try #require(try await site.details()).days

            #expect(
                days == [
                    LedgerDay(day: today, count: 2),
                    LedgerDay(day: today.adding(days: 1), count: 1),
                ]
            )
        }
    }

    private func series(_ counts: [Int: Int], length: Int, today: Int) -> CountSeries {
        CountSeries(
            days: counts.sorted { $0.key < $1.key }.map {
                LedgerDay(day: first.adding(days: $0.key), count: $0.value)
            },
            period: CollectionPeriod(firstDay: first, lastDay: first.adding(days: length - 1)),
            today: first.adding(days: today)
        )
    }
}
