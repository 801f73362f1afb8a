import Kernel
import Storage
import TestSupport
import Testing
import Text

@testable import Moderation

/// Goal: moderators see what presses first, a page at a time, and a long queue costs no more than a short one.
///
/// Method: cases of several ages and causes in two spaces; statements are counted and explained.
@Suite("The queue of moderators")
struct QueueTests {
    @Test("by age, by reports and by promise, in each filter")
    func orders() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.member("Rosa")
            _ = try await house.reported("Swings", by: ada)
            house.house.clock.advance(by: .seconds(60))
            try await house.set(["review": "before", "promise-hours": "1"])
            _ = try await house.suggest("Slides", by: ada)
            house.house.clock.advance(by: .seconds(60))
            try await house.set(["review": "after", "promise-hours": "24"])
            let trees = try await house.seen("Trees", by: ada, in: 2)
            for network in 1...3 as ClosedRange<UInt8> {
                _ = try await house.report(trees, from: [198, 51, 100, network]).get()
            }
            let now = house.moderator(rosa)
            func numbers(_ filter: CaseFilter, _ moderator: Moderator? = nil) async throws -> [Int]
            {
                try await house.desk.queue(filter, at: nil, for: moderator ?? now).rows
                    .map(\.item.number)
            }

            #expect(try await numbers(CaseFilter(order: .oldest)) == [1, 2, 3])
            #expect(try await numbers(CaseFilter(order: .reported)) == [3, 1, 2])
            #expect(try await numbers(CaseFilter(order: .promise)) == [2, 1, 3])
            #expect(try await numbers(CaseFilter(space: Space.ID(2))) == [3])
            #expect(try await numbers(CaseFilter(cause: .review)) == [2])
            #expect(try await numbers(CaseFilter(kind: "chair")).isEmpty)
            house.house.clock.advance(by: .seconds(3600))
            let later = house.moderator(rosa)
            #expect(try await numbers(CaseFilter(isBreached: true), later) == [2])
            #expect(
                try await house.desk.counts(for: later)
                    == QueueCounts(open: 3, breached: 1, appeals: 0)
            )
            let ways = try await house.desk.neighbours(
                of: 1,
                in: CaseFilter(order: .promise),
                for: later
            )
            #expect(ways.previous == 2 && ways.next == 3)
        }
    }

    @Test("page after page, nothing is shown twice, and a page asks as often whatever is in it")
    func pages() async throws {
        try await ModerationHouse.run { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let desk = house.desk
            let lengths = [2, 60]
            var asked: [Int] = []
            for (round, length) in lengths.enumerated() {
                for number in 0..<length {
                    house.house.clock.advance(by: .seconds(1))
                    _ = try await house.reported("No. \(round) \(number)", by: ada)
                }
                var seen: [Int] = []
                var cursor: ListCursor?
                repeat {
                    let place = cursor
                    var page: ModerationPage<QueueRow>?
                    let statements = try await house.house.statements.during {
                        page = try await desk.queue(
                            CaseFilter(order: .oldest),
                            at: place,
                            for: rosa
                        )
                    }
                    for statement in statements {
                        #expect(!statement.scans("moderation_case"), "\(statement.plan)")
                    }
                    if place == nil { asked.append(statements.count) }
                    let read = try #require(page)
                    #expect(read.rows.allSatisfy { $0.card != nil && $0.place != nil })
                    seen += read.rows.map(\.item.number)
                    cursor = read.next
                    #expect(cursor == nil || ListCursor(cursor?.text ?? "") == cursor)
                } while cursor != nil
                #expect(seen == Array(1...lengths[...round].sum))
            }
            #expect(asked[0] == asked[1], "\(asked)")
        }
    }
}
