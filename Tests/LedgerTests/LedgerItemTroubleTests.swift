import Kernel
import Ledger
import Storage
import TestSupport
import Testing

/// Goal: an item that is locked or broken is nobody's trouble but its own.
///
/// Method: rows are held by another transaction, and a trigger refuses the entries of one item.
@Suite("One item in trouble")
struct LedgerItemTroubleTests {
    @Test(
        "while an item is locked all others are counted, of its tenant and of others; then it is too",
        .enabled(if: TestEngine.isPostgres)
    )
    func locked() async throws {
        try await LedgerHouse.run { house in
            try await house.schedule("b")
            let hold = Hold(house)
            async let holding: Void = hold.run()
            try await hold.isHeld.arrival()

            async let held = house.submitAll((1...20).map { .person($0) })
            let others = await house.submitAll(
                (1...20).flatMap { [.person($0, item: "b"), .person($0, tenant: .other)] }
            )
            hold.mayEnd.give()
            try await holding

            #expect(others.count { $0.sequence != nil } == 40)
            #expect(await held.compactMap(\.sequence).sorted() == Array(1...20))
            for item in ["a", "b"] as [Subject] {
                #expect(try await house.audit(item)?.isExact == true)
            }
            // It has come back into the common way.
            #expect(await house.submit(.person(99)) == .outcome(.accepted(sequence: 21)))
        }
    }

    @Test(
        "an item that stays locked is told as not stored when its time is over, and is not stored later",
        .enabled(if: TestEngine.isPostgres)
    )
    func lockedForLong() async throws {
        var settings = LedgerHouse.patient
        settings.wait = .milliseconds(800)
        try await LedgerHouse.run(settings) { house in
            let hold = Hold(house)
            async let holding: Void = hold.run()
            try await hold.isHeld.arrival()

            let told = await house.submitAll((1...20).map { .person($0) })
            hold.mayEnd.give()
            try await holding
            let after = await house.submitPatiently(.person(99))

            #expect(told.allSatisfy { $0 == .refused(.expired) })
            #expect(after == .outcome(.accepted(sequence: 1)))
            #expect(try await house.audit()?.rows == 1)
        }
    }

    @Test("an item whose entries cannot be stored fails alone, in whatever batch it comes")
    func broken() async throws {
        try await LedgerHouse.run { house in
            for item in ["b", "c"] as [Subject] { try await house.schedule(item) }
            let trouble = TestEngine.isSQLite ? Self.troubleOfSQLite : Self.troubleOfPostgres
            try await house.database.alter { try $0.connection.runScript(trouble) }
            let entries = (1...40).flatMap { number in
                (["a", "b", "c"] as [Subject]).map { LedgerEntry.person(number, item: $0) }
            }

            let told = await house.submitAll(entries)

            #expect(told.count { $0 == .failed(.constraint) } == 40)
            #expect(told.compactMap(\.sequence).sorted() == (1...40).flatMap { [$0, $0] })
            #expect(try await house.audit("b")?.rows == 0)
            for item in ["a", "b", "c"] as [Subject] {
                #expect(try await house.audit(item)?.isExact == true)
            }
        }
    }

    private static let troubleOfSQLite = """
        CREATE TRIGGER trouble BEFORE INSERT ON ledger_entry WHEN new.item = 2
        BEGIN SELECT raise(ABORT, 'trouble'); END
        """

    private static let troubleOfPostgres = """
        CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN RAISE EXCEPTION USING ERRCODE = 23514; END';
        CREATE TRIGGER trouble BEFORE INSERT ON ledger_entry
        FOR EACH ROW WHEN (new.item = 2) EXECUTE FUNCTION trouble();
        """
}
