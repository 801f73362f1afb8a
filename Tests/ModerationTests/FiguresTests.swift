import Kernel
import TestSupport
import Testing

@testable import Moderation

/// Goal: what everybody reads of moderation is what happened.
///
/// Method: a month of decisions of every sort, counted by hand, and the month behind it.
@Suite("Figures of moderation")
struct FiguresTests {
    @Test("decisions, reports, appeals, promises and hours are those that happened")
    func equal() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let (rosaID, idaID) = (
                try await house.member("Rosa"), try await house.member("Ida")
            )
            var rosa: Moderator { house.moderator(rosaID) }
            // Three hours: kept; thirty hours: broken; at once and undone: neither.
            let first = try await house.reported("Swings", by: ada)
            house.house.clock.advance(by: .seconds(3 * 3600))
            _ = try await house.decide(.hiding, on: first, by: rosa).get()
            let second = try await house.reported("Slides", by: ada, in: 2)
            house.house.clock.advance(by: .seconds(30 * 3600))
            _ = try await house.decide(.publishing, on: second, by: rosa).get()
            let third = try await house.reported("Trees", by: ada)
            let undone = try await house.decide(.hiding, on: third, by: rosa).get()
            try await house.desk.undo(undone, by: rosa).get()
            let way = AppealWay.member(ada, decision: 1)
            let appeal = NewAppeal(text: "No!", email: nil, language: .english)
            let appealed = try await house.desk.appeal(
                appeal,
                by: way,
                in: house.site(.member(ada))
            )
            #expect(appealed.isDone)
            let answer = AppealAnswer(isGranted: true, message: "Yes.")
            #expect(try await house.desk.answer(answer, to: 1, by: house.moderator(idaID)).isDone)

            let figures = try await house.figures()
            #expect(
                figures.decisions == [
                    .init(action: .hide, ground: .incompatible): 2,
                    .init(action: .publish, ground: nil): 1,
                ]
            )
            #expect(figures.categories == [.illegalSpeech: 2])
            #expect(figures.reports == [.illegalSpeech: 3])
            #expect(figures.undone == 1 && figures.automated == 0)
            #expect(figures.appeals == [.author: 1])
            #expect(figures.appealsDecided == 1 && figures.reversals == 1)
            #expect(figures.promisesKept == 1 && figures.promisesBroken == 1)
            #expect(figures.hours.filter { $0.value > 0 } == [4: 1, 36: 1])
            #expect(figures.medianHours == 4)
        }
    }

    @Test("each month has its own figures, and nothing is told of another institution")
    func months() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.member("Rosa")
            for number in 0..<2 {
                let reported = try await house.reported("No. \(number)", by: ada)
                let now = house.moderator(rosa)
                _ = try await house.decide(.publishing, on: reported, by: now).get()
                house.house.clock.advance(by: .seconds(31 * 86_400))
            }
            let told = try await house.desk.transparency(in: house.site(.visitor))
            #expect(told.months.map(\.month.text) == ["2026-12", "2026-11"])
            #expect(told.months.map(\.figures.allDecisions) == [1, 1])
            #expect(told.all.allDecisions == 2)
            let other = try await house.desk.transparency(in: house.site(.visitor, at: .other))
            #expect(other.months.isEmpty && other.all == ModerationFigures())
            house.house.clock.advance(by: .seconds(800 * 86_400))
            let later = try await house.desk.transparency(in: house.site(.visitor))
            #expect(later.months.isEmpty)
        }
    }

    @Test(
        "the median says within how many hours half of the cases ended",
        arguments: [
            ([:], nil), ([4: 1], 4), ([4: 1, 24: 1], 4), ([4: 1, 24: 2], 24),
            ([Int(Int32.max): 3, 4: 1], nil),
        ] as [([Int: Int], Int?)]
    )
    func median(hours: [Int: Int], expected: Int?) {
        var figures = ModerationFigures()
        figures.hours = hours
        #expect(figures.medianHours == expected)
    }

    @Test("a month is read as it is written, and nothing else is one")
    func text() {
        #expect(ModerationMonth("2026-12")?.text == "2026-12")
        #expect(ModerationMonth("2026-12") == ModerationMonth(number: 2026 * 12 + 11))
        // Behind the last year that is written with four digits there is no month at which one ends.
        for text in ["", "2026-13", "2026-1", "2026-12-01", "december", "9999-12", "0001-01"] {
            #expect(ModerationMonth(text) == nil)
        }
        let december = ModerationMonth(number: 2026 * 12 + 11)
        #expect(december.instants.lowerBound.iso8601 == "2026-12-01T00:00:00.000Z")
        #expect(december.instants.upperBound.iso8601 == "2027-01-01T00:00:00.000Z")
        #expect(ModerationMonth(of: TestClock.noon).text == "2026-11")
    }
}
