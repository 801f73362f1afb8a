import Kernel
import Storage
import TestSupport
import Testing

@testable import Ledger

/// Goal: what somebody finds afterwards can be kept out and put back as what was noticed on its way in, and the
/// entries themselves are never altered.
///
/// Method: entries that came without marks are gathered by their keys; the audit after each act.
@Suite("Entries that a rule finds afterwards")
struct GatheringTests {
    private static let day = CivilZone.brussels.date(at: TestClock.noon)

    @Test("what is found counts on, until somebody keeps it out; it can be put back")
    func decided() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submitAll((1...5).map { .person($0) })
            _ = await house.submitAll((6...7).map { .person($0, section: "fr") })

            let found = try await gather([2, 3, 6, 99], into: 1, house)
            #expect(found?.anomaly == 1 && found?.count == 3)
            #expect(try await house.sections() == ["be": 5, "fr": 2])
            #expect(try await house.audit()?.isExact == true)

            #expect(try await decide([1], isHeld: true, house) == .done(-3))
            #expect(try await house.sections() == ["be": 3, "fr": 1])
            #expect(try await house.audit()?.isExact == true)
            #expect(try await decide([1], isHeld: true, house) == .unchanged)
            #expect(try await gather([4], into: 1, house)?.count == 0)
            #expect(try await decide([1], isHeld: false, house) == .done(3))
            #expect(try await house.sections() == ["be": 5, "fr": 2])
            #expect(try await house.audit()?.isExact == true)
        }
    }

    @Test("sent again it finds the same once, and takes nothing from another anomaly")
    func again() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submitAll((1...4).map { .person($0) })

            let first = try await gather([1, 2], into: 1, house)
            let again = try await gather([1, 2], into: 1, house)
            let other = try await gather([2, 3], into: 2, house)
            let nothing = try await gather([2], into: 3, house)

            #expect(first?.count == 2 && again?.anomaly == 1 && again?.count == 0)
            #expect(other?.anomaly == 2 && other?.count == 1)
            #expect(nothing == nil)
            #expect(try await house.audit()?.isExact == true)
        }
    }

    @Test("another day has an anomaly of its own, and both are decided together or not at all")
    func together() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submitAll((1...4).map { .person($0) })
            let wrong = try await gather([1], into: 1, house, on: Self.day.adding(days: 1))
            _ = try await gather([1, 2], into: 1, house)
            _ = try await gather([3], into: 2, house)

            #expect(wrong == nil)
            #expect(try await decide([1, 7], isHeld: true, house) == .absent)
            #expect(try await house.sections() == ["be": 4])
            #expect(try await decide([1, 2], isHeld: true, house) == .done(-3))
            #expect(try await house.sections() == ["be": 1])
            #expect(try await house.audit()?.isExact == true)
        }
    }

    @Test("somebody who was found takes theirs back: it goes from the anomaly, kept out or not")
    func withdrawn() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submitAll((1...4).map { .person($0) })
            _ = try await gather([1, 2], into: 1, house)
            _ = try await decide([1], isHeld: true, house)

            let outcome = try await withdraw(1, house)

            #expect(outcome == .withdrawn)
            let audit = try #require(try await house.audit())
            #expect(audit.isExact && audit.rows == 3 && audit.held == 1)
            #expect(try await house.sections() == ["be": 2])
            #expect(try await decide([1], isHeld: false, house) == .done(1))
            #expect(try await house.sections() == ["be": 3])
        }
    }

    private func gather(
        _ people: [Int],
        into stream: Int,
        _ house: LedgerHouse,
        on day: CivilDate = day
    ) async throws -> (anomaly: Int, count: Int)? {
        try await house.database.write(in: house.scope(), isolation: .lockedRows) { transaction in
            try LedgerStore.gather(
                people.map { LedgerEntry.bytes($0, count: 16) },
                of: "a",
                on: day,
                as: LedgerMark(
                    stream: LedgerEntry.bytes(stream, count: 16),
                    kind: "rule",
                    isHeld: false
                ),
                in: &transaction
            )
        }
    }

    private func decide(
        _ anomalies: [Int],
        isHeld: Bool,
        _ house: LedgerHouse
    ) async throws -> LedgerDecision.Outcome {
        try await house.ledger.decide(
            anomalies.map { anomaly in
                LedgerDecision(
                    item: "a",
                    anomaly: anomaly,
                    isHeld: isHeld,
                    day: Self.day,
                    decidedBy: nil,
                    reason: "looked at"
                )
            },
            in: house.scope()
        )
    }

    private func withdraw(
        _ person: Int,
        _ house: LedgerHouse
    ) async throws -> LedgerWithdrawal.Outcome {
        try await house.ledger.withdraw(
            LedgerWithdrawal(
                tenant: .eci,
                item: "a",
                key: LedgerEntry.bytes(person, count: 16),
                day: Self.day,
                arrivedAt: TestClock.noon
            )
        )
    }
}
