import Kernel
import Storage
import TestSupport
import Testing

@testable import Ledger

/// Goal: nobody watches a single entry through the public count, and a crowd sees itself at once.
///
/// Method: a clock that stands still, entries, and what the section shows in between.
@Suite("What a count shows")
struct ShownCountTests {
    @Test("in quiet times it moves once a minute, and then to what is counted")
    func quiet() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submit(.person(1))
            try await house.expectShown(["be": 0])
            house.clock.advance(by: .seconds(59))
            _ = await house.submit(.person(2))
            try await house.expectShown(["be": 0])

            house.clock.advance(by: .seconds(1))
            try await house.expectShown(["be": 2])
            _ = await house.submit(.person(3))
            try await house.expectShown(["be": 2])
            house.clock.advance(by: .seconds(60))
            try await house.expectShown(["be": 3])
        }
    }

    @Test("what is kept beside a counted entry holds the count back as a counted one does")
    func alternates() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submit(.person(1, keepsAlternates: true))
            house.clock.advance(by: .seconds(60))
            _ = await house.submit(.person(1, keepsAlternates: true))
            _ = await house.submit(.person(2, keepsAlternates: true))
            try await house.expectShown(["be": 1])

            house.clock.advance(by: .seconds(60))
            try await house.expectShown(["be": 2])
        }
    }

    @Test("a crowd is shown a second later, and does not uncover one in another section")
    func crowd() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submit(.person(1000, section: "mt"))
            _ = await house.submitAll((0..<140).map { .person($0) })
            try await house.expectShown(["be": 0, "mt": 0])

            house.clock.advance(by: .seconds(1))
            try await house.expectShown(["be": 140, "mt": 0])
            house.clock.advance(by: .seconds(59))
            try await house.expectShown(["be": 140, "mt": 1])
        }
    }

    @Test("days show together what the sections show")
    func days() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submitAll((0..<30).map { .person($0) })
            house.clock.advance(by: .seconds(60))
            let tomorrow = house.clock.now.adding(.seconds(30_000))
            house.clock.set(tomorrow)
            _ = await house.submit(.person(100, at: tomorrow))

            let (held, all) = (
                try await house.shownDays(total: 30), try await house.shownDays(total: 31)
            )
            #expect(held.map(\.count) == [30])
            #expect(all.map(\.count) == [31])
        }
    }

    @Test("an instant that a wrong clock left behind holds nothing back")
    func wrongClock() async throws {
        try await LedgerHouse.run { house in
            house.clock.advance(by: .seconds(3600))
            _ = await house.submit(.person(1))
            house.clock.advance(by: .seconds(-3600))

            try await house.expectShown(["be": 1])
        }
    }
}

extension LedgerHouse {
    fileprivate func expectShown(
        _ counts: [String: Int],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let shown = try await shown()
        #expect(shown == counts, sourceLocation: sourceLocation)
    }

    private func shown() async throws -> [String: Int] {
        let sections = try await database.read(in: scope()) { transaction in
            try LedgerStore.shown(of: "a", in: &transaction)
        }
        return Dictionary(uniqueKeysWithValues: sections.map { ($0.section, $0.count) })
    }

    fileprivate func shownDays(total: Int) async throws -> [LedgerDay] {
        try await database.read(in: scope()) { transaction in
            try LedgerStore.shownDays(of: "a", total: total, in: &transaction)
        }
    }
}
