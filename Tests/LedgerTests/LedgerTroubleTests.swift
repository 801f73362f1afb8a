import Kernel
import Ledger
import Storage
import TestSupport
import Testing

/// Goal: whatever fails, every caller gets an answer that is true, and nothing is half counted.
///
/// Method: a queue without a writer, a writer that stops, a disk that is full.
@Suite("The ledger in trouble")
struct LedgerTroubleTests {
    @Test("a full queue refuses at once, and stores nothing of what it refused")
    func full() async throws {
        let house = try await LedgerHouse(capacity: 3)

        let told = try await house.fill(with: (1...5).map { .person($0) }, refusing: 2)

        #expect(told.prefix(2).allSatisfy { $0 == .refused(.full) })
        #expect(told.dropFirst(2).compactMap(\.sequence).sorted() == [1, 2, 3])
        #expect(try await house.audit()?.rows == 3)
        #expect(try await house.audit()?.isExact == true)
    }

    @Test("a stopping ledger writes what waits, and takes no more")
    func stopping() async throws {
        let house = try await LedgerHouse(capacity: 2)

        let told = try await house.fill(with: (1...3).map { .person($0) }, refusing: 1)
        let late = await house.submit(.person(9))

        #expect(told.compactMap(\.sequence).sorted() == [1, 2])
        #expect(late == .refused(.stopping))
        #expect(try await house.audit()?.rows == 2)
    }

    @Test(
        "a full disk is told to every caller of the batch, stores nothing, and is got over",
        .enabled(if: TestEngine.isSQLite)
    )
    func disk() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submitAll((1...3).map { .person($0) })
            let large = (10..<60).map {
                LedgerEntry.person($0, payloadBytes: Limits.ledgerPayloadBytes)
            }
            try await house.limitPages(to: 1)

            let failed = await house.submitAll(large)
            let between = try await house.audit()
            try await house.limitPages(to: 1_000_000)
            let accepted = await house.submitAll(large)

            // Some fit into pages that were free; the others were told.
            let fitted = failed.compactMap(\.sequence).count
            #expect(failed.count { $0 == .failed(.full) } == 50 - fitted)
            #expect(fitted < 50)
            #expect(between?.counter == 3 + fitted && between?.isExact == true)
            #expect(accepted.count { $0 == .outcome(.duplicate) } == fitted)
            #expect(accepted.compactMap(\.sequence).sorted() == Array((4 + fitted)...53))
            #expect(try await house.audit()?.isExact == true)
        }
    }

    @Test(
        "a database that may only be read refuses entries, and counts can still be read",
        .enabled(if: TestEngine.isSQLite)
    )
    func readOnly() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submit(.person(1))
            try await house.database.writeShared {
                try $0.connection.runScript("PRAGMA query_only = ON")
            }

            let told = await house.submitAll((1...5).map { .person($0) })

            #expect(told.allSatisfy { $0 == .failed(.readOnly) })
            #expect(try await house.audit()?.counter == 1)
        }
    }

    @Test("a crowd at one tenant fills three quarters of the queue, and others are let in")
    func share() async throws {
        let house = try await LedgerHouse(capacity: 16)
        let told = try await house.fill(
            with: (1...20).map { .person($0) },
            refusing: 8,
            then: .person(1, tenant: .other)
        )

        #expect(told.count { $0 == .refused(.full) } == 8)
        #expect(told.count { $0.sequence != nil } == 13)
        #expect(try await house.audit(tenant: .other)?.rows == 1)
    }

    @Test("trouble of one tenant's entries is not told to another tenant's callers")
    func tenants() async throws {
        let house = try await LedgerHouse(capacity: 5)
        let trouble = TestEngine.isSQLite ? Self.troubleOfSQLite : Self.troubleOfPostgres
        try await house.database.alter { try $0.connection.runScript(trouble) }

        let told = try await house.fill(
            with: (1...3).flatMap { [.person($0), .person($0, tenant: .other)] },
            refusing: 2
        )

        let accepted = told.compactMap(\.sequence)
        #expect(accepted.sorted() == Array(1...max(1, accepted.count)))
        #expect(told.count { $0 == .failed(.constraint) } == 4 - accepted.count)
        #expect(try await house.audit()?.counter == accepted.count)
        #expect(try await house.audit(tenant: .other)?.rows == 0)
        #expect(try await house.audit(tenant: .other)?.isExact == true)
    }

    private static let troubleOfSQLite = """
        CREATE TRIGGER trouble BEFORE INSERT ON ledger_entry WHEN new.tenant_id = 'other'
        BEGIN SELECT raise(ABORT, 'trouble'); END
        """

    private static let troubleOfPostgres = """
        CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN RAISE EXCEPTION USING ERRCODE = 23514; END';
        CREATE TRIGGER trouble BEFORE INSERT ON ledger_entry
        FOR EACH ROW WHEN (new.tenant_id = 'other') EXECUTE FUNCTION trouble();
        """

    @Test("an entry whose key or random bits have another length is a mistake, found at once")
    func lengths() async {
        await #expect(processExitsWith: .failure) {
            let house = try await LedgerHouse()
            let short = LedgerEntry(
                tenant: .eci,
                item: "a",
                key: [1],
                section: "be",
                channel: "browser",
                day: CivilDate(daysSinceEpoch: 0),
                nonce: [1],
                payload: [],
                arrivedAt: TestClock.noon
            )
            _ = await house.submit(short)
        }
    }
}
