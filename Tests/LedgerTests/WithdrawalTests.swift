import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Ledger

/// Goal: who takes theirs back is gone, and every figure still agrees.
///
/// Method: entries that are counted, taken back and sent again, by many at once; the audit after each.
@Suite("Entries that are taken back")
struct WithdrawalTests {
    @Test("an entry that is taken back leaves no row, and its number is not given again")
    func withdrawn() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submitAll((1...5).map { .person($0, section: $0 < 4 ? "be" : "fr") })

            #expect(try await house.withdraw(2) == .withdrawn)
            let between = try #require(try await house.audit())
            let again = await house.submit(.person(2, section: "mt"))

            #expect(between.isExact && between.rows == 4 && between.withdrawn == 1)
            #expect(again == .outcome(.accepted(sequence: 6)))
            #expect(try await house.sections() == ["be": 2, "fr": 2, "mt": 1])
            #expect(try await house.audit()?.isExact == true)
        }
    }

    @Test("the highest number may be taken back, and everything agrees")
    func highest() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submitAll((1...3).map { .person($0) })
            for number in 1...3 {
                #expect(try await house.withdraw(number) == .withdrawn)
                #expect(try await house.audit()?.isExact == true)
            }
            let empty = try #require(try await house.audit())
            let next = await house.submit(.person(9))

            #expect(empty.isExact && empty.rows == 0 && empty.withdrawn == 3)
            #expect(next == .outcome(.accepted(sequence: 4)))
            #expect(try await house.audit()?.isExact == true)
        }
    }

    @Test("nothing is taken back twice, by a stranger, of another tenant, or when it is closed")
    func refused() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submitAll([.person(1), .person(1, tenant: .other)])

            #expect(try await house.withdraw(7) == .absent)
            #expect(try await house.withdraw(1, item: "nothing") == .closed)
            #expect(try await house.withdraw(1, at: LedgerHouse.closesAt) == .closed)
            #expect(try await house.withdraw(1) == .withdrawn)
            #expect(try await house.withdraw(1) == .absent)
            let other = try await house.audit(tenant: .other)
            #expect(other?.rows == 1)
            #expect(try await house.audit()?.isExact == true)
        }
    }

    @Test("a hundred times there and back by many at once: rows and counters agree")
    func crowd() async throws {
        try await LedgerHouse.run { house in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...40 {
                    group.addTask {
                        for _ in 0..<5 {
                            _ = await house.submitPatiently(.person(number))
                            _ = try await house.withdraw(number)
                        }
                        if number % 2 == 0 { _ = await house.submitPatiently(.person(number)) }
                    }
                }
                try await group.waitForAll()
            }

            let audit = try #require(try await house.audit())
            #expect(audit.isExact && audit.rows == 20 && audit.withdrawn == 200)
        }
    }

    @Test("what waits under a key that is withdrawn is not written any more")
    func waiting() async throws {
        let house = try await LedgerHouse(capacity: 10)
        async let waiting = house.submit(.person(1))
        try await until { house.waits }

        let outcome = try await house.withdraw(1)
        house.ledger.stop()
        await house.ledger.run()

        #expect(outcome == .absent)
        #expect(await waiting == .refused(.expired))
        #expect(try await house.audit()?.rows == 0)
    }

    @Test("what is in doubt is not written again once its person has taken it back")
    func doubt() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submit(.person(8))
            _ = try await house.withdraw(8)
            house.faults.come(.lost)

            let told = await house.submit(.person(1))

            #expect(told == .refused(.outcomeUnknown))
            #expect(try await house.audit()?.rows == 0)
            #expect(await house.submit(.person(1)).sequence == 2)
            #expect(try await house.audit()?.isExact == true)
        }
    }

    @Test("corrections move no row, and are kept with their reasons")
    func corrections() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submitAll((1...3).map { .person($0) })
            let paper = house.correction(section: "be", change: 40, source: "paper")
            let struck = house.correction(section: "be", change: -43, source: "authority")
            try await house.correct(paper)
            try await house.correct(struck)

            await #expect(throws: StorageError.self) {
                try await house.correct(house.correction(section: "be", change: -1, source: "x"))
            }
            let audit = try #require(try await house.audit())
            let listed = try await house.database.read(in: house.scope()) {
                try LedgerStore.corrections(of: "a", in: &$0)
            }
            #expect(audit.isExact && audit.rows == 3 && audit.adjustment == -3)
            #expect(listed == [struck, paper])
            // Nothing counts less than nothing, also when those who were struck off go by themselves.
            for number in 1...3 { _ = try await house.withdraw(number) }
            let after = try #require(try await house.audit())
            #expect(after.isExact && after.rows == 0 && after.adjustment == 0)
        }
    }
}

extension LedgerHouse {
    func withdraw(
        _ number: Int,
        item: Subject = "a",
        person: [UInt8]? = nil,
        at instant: Instant = TestClock.noon
    ) async throws -> LedgerWithdrawal.Outcome {
        try await ledger.withdraw(.of(number, item: item, person: person, at: instant))
    }

    /// Whether something waits to be written.
    var waits: Bool { ledger.queue.withLock { $0.count > 0 } }

    func correction(section: String, change: Int, source: String) -> LedgerCorrection {
        LedgerCorrection(
            day: CivilZone.brussels.date(at: clock.now),
            section: section,
            change: change,
            source: source,
            reason: "counted by hand"
        )
    }

    func correct(_ correction: LedgerCorrection) async throws {
        try await ledger.correct("a", by: correction, in: scope())
    }
}

extension LedgerWithdrawal {
    static func of(
        _ number: Int,
        item: Subject = "a",
        person: [UInt8]? = nil,
        at instant: Instant = TestClock.noon
    ) -> LedgerWithdrawal {
        LedgerWithdrawal(
            tenant: .eci,
            item: item,
            key: LedgerEntry.bytes(number, count: 16),
            person: person,
            day: CivilZone.brussels.date(at: instant),
            arrivedAt: instant
        )
    }
}
