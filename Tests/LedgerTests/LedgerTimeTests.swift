import Kernel
import Ledger
import Storage
import TestSupport
import Testing

/// Goal: nobody waits longer than they may, and what is told as "not stored" is not stored, then or later.
///
/// Method: a database that a test holds, so that things wait for as long as it likes.
@Suite("The ledger and the time")
struct LedgerTimeTests {
    @Test("an entry whose time is over before its turn is dropped, unwritten")
    func expired() async throws {
        try await LedgerHouse.run { house in
            let long = ContinuousClock.now - LedgerHouse.patient.wait

            let told = await house.submitAll(
                (1...20).map { .person($0, receivedAt: $0 % 2 == 0 ? .now : long) }
            )
            let audit = try await house.audit()

            #expect(told.count { $0 == .refused(.expired) } == 10)
            #expect(told.compactMap(\.sequence).sorted() == Array(1...10))
            #expect(audit?.rows == 10 && audit?.isExact == true)
        }
    }

    @Test("the time of an entry counts also when the row of its item was waited for")
    func expiredAtTheLock() async throws {
        var settings = LedgerHouse.patient
        settings.wait = .seconds(1)
        settings.lockWait = .seconds(TestPatience.seconds)
        try await LedgerHouse.run(settings) { house in
            let hold = Hold(house)
            async let holding: Void = hold.run()
            try await hold.isHeld.arrival()
            let before = house.faults.writes

            let begun = ContinuousClock.now
            let end = begun + settings.wait
            async let told = house.submit(.person(1, receivedAt: begun))
            // Its turn comes before that, unless the machine has no time for it.
            try await until { house.faults.writes > before || .now >= end }
            try await Task.sleep(until: end)
            hold.mayEnd.give()
            try await holding

            #expect(await told == .refused(.expired))
            #expect(try await house.audit()?.rows == 0)
        }
    }

    @Test(
        "a queue behind a database that stands still is told in time, and written neither then nor later"
    )
    func behind() async throws {
        var settings = LedgerSettings()
        settings.wait = .milliseconds(500)
        settings.answer = .seconds(1)
        settings.lockWait = .seconds(TestPatience.seconds)
        settings.capacity = 4096
        try await LedgerHouse.run(settings) { house in
            let hold = Hold(house)
            async let holding: Void = hold.run()
            try await hold.isHeld.arrival()

            // While the database stands still.
            let told = await house.submitAll((1...5000).map { .person($0) })
            hold.mayEnd.give()
            try await holding
            let after = await house.submitPatiently(.person(9999))

            let unknown = told.count { $0 == .refused(.outcomeUnknown) }
            let dropped = told.count { $0 == .refused(.expired) || $0 == .refused(.full) }
            #expect(unknown <= Limits.ledgerBatch)
            #expect(dropped == 5000 - unknown)
            // Only what was in the one transaction may be there, and it was not denied.
            let rows = try #require(try await house.audit()?.rows)
            #expect(rows <= unknown + 1)
            #expect(after == .outcome(.accepted(sequence: rows)))
            #expect(try await house.audit()?.isExact == true)
        }
    }

    @Test("a ledger answers before the connection does")
    func order() {
        let settings = LedgerSettings()

        #expect(settings.wait < settings.answer)
        #expect(settings.answer + .seconds(3) < .milliseconds(Limits.answerMilliseconds))
    }
}

/// Keeps the row of item `a` until it may end; on SQLite that is the whole database.
struct Hold: Sendable {
    let isHeld = Signal()
    let mayEnd = Signal()
    private let house: LedgerHouse
    private let item: Subject

    init(_ house: LedgerHouse, item: Subject = "a") {
        self.house = house
        self.item = item
    }

    func run() async throws {
        try await house.database.write(in: house.scope(), isolation: .lockedRows) { transaction in
            try transaction.run(
                """
                UPDATE ledger_item SET entry_count = entry_count
                WHERE tenant_id = \(transaction.tenant) AND id = \(item.id)
                """
            )
            // The statement is sent at the latest with the next one.
            let _: Int? = try transaction.value("SELECT 1")
            isHeld.give()
            try mayEnd.await()
        }
    }
}
