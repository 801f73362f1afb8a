import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Ledger

/// Goal: what came in a stream is counted, kept out and put back exactly, and everything agrees.
///
/// Method: entries with and without marks, decisions between them; the audit after each.
@Suite("Entries that came in streams")
struct AnomalyTests {
    @Test("a stream that begins outside of public counts is stored, and counts in none of them")
    func held() async throws {
        try await LedgerHouse.run { house in
            let followed = house.follow()
            _ = await house.submitAll((1...3).map { .person($0) })
            let told = await house.submitAll(
                (10...14).map { .marked($0, in: 1, isHeld: true, section: $0 < 13 ? "be" : "fr") }
            )

            let audit = try #require(try await house.audit())
            #expect(told.compactMap(\.sequence).count == 5)
            #expect(audit.isExact && audit.rows == 8 && audit.held == 5 && audit.adjustment == -5)
            #expect(try await house.sections() == ["be": 3, "fr": 0])
            #expect(followed.count == 3)
            #expect(try await house.days() == 3)
            let anomaly = try #require(try await house.anomalies().first)
            #expect(anomaly.sections == ["be": 3, "fr": 2] && anomaly.isHeld)
            #expect(anomaly.number == 1 && anomaly.kind == "rush")
        }
    }

    @Test("setting aside, putting back and what comes meanwhile: every figure agrees after each")
    func decisions() async throws {
        try await LedgerHouse.run { house in
            let followed = house.follow()
            _ = await house.submitAll((1...3).map { .person($0) })
            _ = await house.submitAll((10...14).map { .marked($0, in: 1, isHeld: false) })
            #expect(followed.count == 8)

            #expect(try await house.decide(1, isHeld: true) == .done(-5))
            #expect(try await house.decide(1, isHeld: true) == .unchanged)
            #expect(followed.count == 3)
            #expect(try await house.sections() == ["be": 3])
            _ = await house.submitAll((15...16).map { .marked($0, in: 1, isHeld: false) })
            #expect(followed.count == 3)
            #expect(try await house.audit()?.isExact == true)

            #expect(try await house.decide(1, isHeld: false) == .done(7))
            #expect(followed.count == 10)
            #expect(try await house.sections() == ["be": 10])
            #expect(try await house.days() == 10)
            let audit = try #require(try await house.audit())
            #expect(audit.isExact && audit.rows == 10 && audit.adjustment == 0 && audit.marked == 7)
            let log = try await house.decisionLog()
            #expect(log.map(\.isHeld) == [false, true] && log.map(\.count) == [7, 5])
            #expect(log.allSatisfy { $0.reason == "looked at" && $0.decidedBy == nil })
        }
    }

    @Test("streams of two items and of one item with others in one batch do not mix")
    func batch() async throws {
        let house = try await LedgerHouse(capacity: 100)
        try await house.schedule("b")
        let entries =
            (1...6).map { LedgerEntry.marked($0, in: 1, isHeld: true) }
            + (1...4).map { LedgerEntry.marked($0, in: 1, isHeld: true, item: "b") }
            + (7...9).map { LedgerEntry.marked($0, in: 2, isHeld: false, kind: "excess") }
            + (20...21).map { LedgerEntry.person($0, item: "b") }

        _ = try await house.writeTogether(entries)

        #expect(try await house.audit("a")?.isExact == true)
        #expect(try await house.audit("b")?.isExact == true)
        #expect(try await house.sections("a") == ["be": 3])
        #expect(try await house.sections("b") == ["be": 2])
        #expect(Set(try await house.anomalies("a").map(\.count)) == [6, 3])
        #expect(try await house.anomalies("b").map(\.count) == [4])
    }

    @Test("who takes theirs back leaves the stream, kept out or not")
    func withdrawn() async throws {
        try await LedgerHouse.run { house in
            let followed = house.follow()
            _ = await house.submitAll([.person(1)])
            _ = await house.submitAll((10...13).map { .marked($0, in: 1, isHeld: true) })

            #expect(try await house.withdraw(10) == .withdrawn)
            #expect(try await house.audit()?.isExact == true && followed.count == 1)
            _ = try await house.decide(1, isHeld: false)
            #expect(followed.count == 4)
            #expect(try await house.withdraw(11) == .withdrawn)

            #expect(followed.count == 3)
            #expect(try await house.anomalies().first?.count == 2)
            #expect(try await house.audit()?.isExact == true)
        }
    }

    @Test(
        "what was corrected before cannot be kept out once more, and corrections reach who follows"
    )
    func corrected() async throws {
        try await LedgerHouse.run { house in
            let followed = house.follow()
            _ = await house.submitAll((10...14).map { .marked($0, in: 1, isHeld: false) })
            try await house.correct(
                house.correction(section: "be", change: -3, source: "authority")
            )
            #expect(followed.count == 2)

            #expect(try await house.decide(1, isHeld: true) == .belowNothing)
            #expect(try await house.decide(7, isHeld: true) == .absent)
            #expect(try await house.audit()?.isExact == true)
            try await house.correct(house.correction(section: "mt", change: 4, source: "paper"))

            #expect(followed.count == 6)
            #expect(try await house.sections() == ["be": 2, "mt": 4])
            #expect(try await house.audit()?.isExact == true)
        }
    }

    @Test("decisions and a crowd at once: nothing is counted twice or lost")
    func crowd() async throws {
        try await LedgerHouse.run { house in
            let followed = house.follow()
            _ = await house.submit(.marked(1, in: 1, isHeld: true))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 2...120 {
                    group.addTask {
                        let entry: LedgerEntry =
                            number % 2 == 0
                            ? .marked(number, in: 1, isHeld: true) : .person(number)
                        _ = await house.submitPatiently(entry)
                    }
                }
                group.addTask {
                    for round in 0..<20 { _ = try await house.decide(1, isHeld: round % 2 == 1) }
                }
                try await group.waitForAll()
            }
            _ = try await house.decide(1, isHeld: true)

            let audit = try #require(try await house.audit())
            #expect(audit.isExact && audit.rows == 120 && audit.held == 61)
            #expect(try await house.sections() == ["be": 59])
            #expect(followed.count == 59)
        }
    }

    @Test(
        "a batch without marks asks nothing more, one with marks a few statements, each by an index"
    )
    func statements() async throws {
        try await LedgerHouse.run { house in
            func asked(_ entry: LedgerEntry) async throws -> [StatementRecord.Statement] {
                try await house.statements.during { _ = await house.submit(entry) }
            }
            _ = await house.submit(.person(1))
            let plain = try await asked(.person(2))
            let first = try await asked(.marked(3, in: 1, isHeld: true))
            let next = try await asked(.marked(4, in: 1, isHeld: true))
            let decision = try await house.statements.during {
                _ = try await house.decide(1, isHeld: false)
                _ = try await house.anomalies()
                _ = try await house.decisionLog()
                _ = try await house.days()
            }

            #expect(!plain.contains { $0.text.contains("anomaly_section") })
            #expect(first.count <= plain.count + 6 && next.count <= plain.count + 4)
            let tables = ["ledger_anomaly", "anomaly", "ledger_anomaly_section", "part"]
            for statement in first + next + decision where TestEngine.isSQLite {
                #expect(!tables.contains(where: statement.scans), "\(statement.plan)")
            }
        }
    }
}

/// What a follower was told last.
private final class Followed: Sendable {
    private let told = Mutex<Int?>(nil)

    var count: Int? { told.withLock { $0 } }

    func tell(_ counts: [String: Int]) {
        if let count = counts["a"] { told.withLock { $0 = count } }
    }
}

extension LedgerHouse {
    fileprivate func follow() -> Followed {
        let followed = Followed()
        ledger.follow("initiative") { counts, _ in followed.tell(counts) }
        return followed
    }

    fileprivate func decide(_ anomaly: Int, isHeld: Bool) async throws -> LedgerDecision.Outcome {
        try await ledger.decide(
            LedgerDecision(
                item: "a",
                anomaly: anomaly,
                isHeld: isHeld,
                day: CivilZone.brussels.date(at: clock.now),
                decidedBy: nil,
                reason: "looked at"
            ),
            in: scope()
        )
    }

    fileprivate func anomalies(_ item: Subject = "a") async throws -> [LedgerAnomaly] {
        try await database.read(in: scope()) { try LedgerStore.anomalies(of: item, in: &$0) }
    }

    fileprivate func decisionLog() async throws -> [DecidedAnomaly] {
        try await database.read(in: scope()) { try LedgerStore.decisions(about: "a", in: &$0) }
    }

    /// What all days count together.
    fileprivate func days() async throws -> Int {
        try await database.read(in: scope()) {
            try LedgerStore.days(of: "a", in: &$0).reduce(0) { $0 + $1.count }
        }
    }
}

extension LedgerEntry {
    /// The entry of a person of that number, in a stream of that number.
    fileprivate static func marked(
        _ number: Int,
        in stream: Int,
        isHeld: Bool,
        kind: String = "rush",
        item: Subject = "a",
        section: String = "be"
    ) -> LedgerEntry {
        let plain = person(number, item: item, section: section)
        return LedgerEntry(
            tenant: plain.tenant,
            item: item,
            key: plain.key,
            section: section,
            channel: plain.channel,
            day: plain.day,
            nonce: plain.nonce,
            payload: plain.payload,
            arrivedAt: plain.arrivedAt,
            mark: LedgerMark(stream: bytes(stream, count: 16), kind: kind, isHeld: isHeld)
        )
    }
}
