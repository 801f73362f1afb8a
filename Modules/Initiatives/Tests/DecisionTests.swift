import Kernel
import Ledger
import Spaces
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Initiatives

/// Goal: a decision closes an initiative at one instant, whoever is signing.
///
/// Method: a crowd signs without a pause while the initiative is moved; rows, counters and answers
/// are compared.
@Suite("Decisions about an initiative that is signed")
struct DecisionTests {
    @Test(
        "an initiative is closed while a crowd signs: all is exact, and nothing counts afterwards"
    )
    func crowd() async throws {
        try await InitiativeHouse.run { site in
            let id = try #require(Initiative.ID("2026-000001"))
            let opened = site.house.clock.now
            let crowd = Crowd()

            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        for number in 0..<1000 where !crowd.isOver {
                            try await crowd.sign("W\(writer)N\(number)", id, at: site)
                        }
                    }
                }
                group.addTask {
                    while crowd.accepted.count < 40 {
                        try await Task.sleep(for: .milliseconds(1))
                    }
                    site.house.clock.advance(by: .milliseconds(1))
                    let scope = site.house.scope()
                    try await site.initiatives.move(id, to: .withdrawn, in: scope).get()
                    // Who arrives in the instant of the decision may come before or after it.
                    site.house.clock.advance(by: .milliseconds(1))
                    let refused = crowd.refused.count
                    while crowd.refused.count < refused + 20 {
                        try await Task.sleep(for: .milliseconds(1))
                    }
                    crowd.end()
                }
                try await group.waitForAll()
            }

            let closed = opened.adding(.milliseconds(1))
            let audit = try await site.audit()
            #expect(crowd.accepted.allSatisfy { $0 <= closed })
            #expect(crowd.refused.allSatisfy { $0 >= closed })
            #expect(audit.isExact && audit.counter == crowd.accepted.count)
            #expect(try await site.total() == crowd.accepted.count)
            #expect(try await site.submit(1, at: closed) == .closed)
        }
    }

    @Test("a crowd signs on while its dates move, and is counted exactly")
    func reschedule() async throws {
        try await InitiativeHouse.run { site in
            let id = try #require(Initiative.ID("2026-000001"))
            let today = CivilZone.brussels.date(at: site.house.clock.now)
            let crowd = Crowd()

            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        for number in 0..<20 {
                            try await crowd.sign("W\(writer)N\(number)", id, at: site)
                        }
                    }
                }
                for days in 1...10 {
                    group.addTask {
                        let last = today.adding(days: 30 + days)
                        let period = CollectionPeriod(firstDay: today, lastDay: last)
                        let scope = site.house.scope()
                        try await site.initiatives.reschedule(id, to: period, in: scope)
                    }
                }
                try await group.waitForAll()
            }

            let audit = try await site.audit()
            #expect(audit.isExact && audit.counter == 160)
            #expect(crowd.accepted.count == 160)
        }
    }

    @Test("what is closed early stays closed when it moves on")
    func movesOn() async throws {
        try await InitiativeHouse.run { site in
            let id = try #require(Initiative.ID("2026-000001"))
            let closed = site.house.clock.now
            try await site.initiatives.move(id, to: .verification, in: site.house.scope()).get()
            site.house.clock.advance(by: .seconds(60))
            try await site.initiatives.move(id, to: .submitted, in: site.house.scope()).get()

            let between = try await site.submit(1, at: closed.adding(.seconds(30)))
            let before = try await site.submit(2, at: closed.adding(.milliseconds(-1)))

            #expect(between == .closed)
            #expect(before == .accepted(sequence: 1))
        }
    }

    @Test("a stage that may not follow is refused, and closes nothing; so is another tenant's")
    func refused() async throws {
        try await InitiativeHouse.run { site in
            let id = try #require(Initiative.ID("2026-000001"))
            let scope = site.house.scope()
            let foreign = site.house.scope(.other)

            let answered = try await site.initiatives.move(id, to: .answered, in: scope)
            let other = try await site.initiatives.move(id, to: .withdrawn, in: foreign)

            #expect(throws: WorkflowEngine.Refusal.notAllowed(from: .scheduled)) {
                try answered.get()
            }
            #expect(throws: WorkflowEngine.Refusal.notFound) { try other.get() }
            #expect(try await site.submit(1, at: scope.now) == .accepted(sequence: 1))
        }
    }
}

/// People who sign at once, and what became of each: when the form of whom had arrived.
private final class Crowd: Sendable {
    private let list = Mutex<(accepted: [Instant], refused: [Instant])>(([], []))
    private let over = Atomic(false)

    var accepted: [Instant] { list.withLock(\.accepted) }
    var refused: [Instant] { list.withLock(\.refused) }
    var isOver: Bool { over.load(ordering: .relaxed) }

    func end() { over.store(true, ordering: .relaxed) }

    func sign(_ number: String, _ id: Initiative.ID, at site: InitiativeHouse) async throws {
        let statement = Statement(
            state: "EE",
            firstNames: "Ada",
            familyNames: "Lõvi",
            identity: .number(kind: "isikukood", number: number)
        )
        let scope = site.house.scope()
        let outcome = try await site.initiatives.support(
            id,
            state: "EE",
            with: .plain(statement),
            arrivedAt: scope.now,
            in: scope
        )
        list.withLock { list in
            switch outcome {
            case .success: list.accepted.append(scope.now)
            case .failure: list.refused.append(scope.now)
            }
        }
    }
}

extension InitiativeHouse {
    /// Straight to the ledger, as if the page knew of no decision.
    fileprivate func submit(_ number: UInt8, at instant: Instant) async throws -> LedgerOutcome {
        try await house.ledger.submit(
            LedgerEntry(
                tenant: .eci,
                item: "2026-000001",
                key: Array(repeating: number, count: 16),
                section: "EE",
                channel: "server",
                day: CivilZone.brussels.date(at: instant),
                nonce: Array(repeating: number, count: 8),
                payload: [1],
                arrivedAt: instant
            )
        )
    }
}
