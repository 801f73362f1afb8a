import Kernel
import Ledger
import Storage
import StoragePostgres
import TestSupport
import Testing

/// Goal: as long as a COMMIT has not reached every disk it must, nobody is told that it is counted, and
/// nobody that it is not.
///
/// Method: a server that waits for a standby which does not exist: a COMMIT stands still, its rows locked
/// and unseen, as it does while a disk is busy, until the test lets it go.
@Suite("A COMMIT that takes long", .enabled(if: TestEngine.isPostgres))
struct StandbyTests {
    @Test("signatures wait for it, and are counted once when it comes")
    func late() async throws {
        let test = try await WaitingServer()
        try await test.run(answer: .seconds(60)) { house, ledger in
            async let told = house.submitAll(1...30, to: ledger)
            try await test.commitStandsStill()
            try test.letGo()

            #expect(await told.compactMap(\.sequence).sorted() == Array(1...30))
            #expect(try await house.audit()?.isExact == true)
        }
    }

    @Test(
        "who cannot wait is told that nobody knows; sent again it is counted once, with its number"
    )
    func tooLate() async throws {
        let test = try await WaitingServer()
        try await test.run(wait: .milliseconds(500), answer: .seconds(2)) { house, ledger in
            async let first = house.submit(1, nonce: 1, to: ledger)
            try await test.commitStandsStill()
            // Behind it in the queue: not written, and told so.
            let behind = await house.submit(2, nonce: 2, to: ledger)
            let told = await first
            try test.letGo()
            let again = await house.submitPatiently(1, nonce: 1, to: ledger)
            let other = await house.submitPatiently(2, nonce: 3, to: ledger)

            #expect(told == .failure(.outcomeUnknown))
            #expect(behind == .failure(.expired))
            #expect(again == .success(.accepted(sequence: 1)))
            #expect(other == .success(.accepted(sequence: 2)))
            #expect(try await house.audit()?.rows == 2)
            #expect(try await house.audit()?.isExact == true)
        }
    }

    @Test("a session that is ended while it commits: what became of it is looked up, and told")
    func ended() async throws {
        let test = try await WaitingServer()
        try await test.run(answer: .seconds(60)) { house, ledger in
            async let told = house.submitAll(1...30, to: ledger)
            try await test.commitStandsStill()
            try test.tellSessions("pg_terminate_backend")
            try test.letGo()

            #expect(await told.compactMap(\.sequence).sorted() == Array(1...30))
            #expect(try await house.audit()?.rows == 30)
            #expect(try await house.audit()?.isExact == true)
        }
    }

    @Test("a COMMIT that the server reports although no standby has it is not taken for done")
    func cancelled() async throws {
        let test = try await WaitingServer()
        let house = try await test.house()

        async let failing = kind {
            try await house.troubled.write(in: house.scope) { transaction in
                try LedgerStore.close("b", at: TestClock.noon, in: &transaction)
            }
        }
        try await test.commitStandsStill()
        try test.tellSessions("pg_cancel_backend")
        let failure = await failing

        #expect(failure == .unknownOutcome)
        let item = try await house.database.read(in: house.scope) {
            try LedgerStore.item("b", in: &$0)
        }
        #expect(item?.closesAt == TestClock.noon, "it is here all the same")
    }
}

/// A server whose COMMITs stand still until they are let go.
private struct WaitingServer: Sendable {
    private let server: PrivatePostgres

    init() async throws {
        server = try await PrivatePostgres()
        // In its file, not on its command line, so that it can be changed while it runs.
        try PostgresConsole.run(
            "ALTER SYSTEM SET synchronous_standby_names = 'nobody'",
            at: server.address
        )
        try await server.crash()
        try await server.startAgain()
    }

    /// Beside the trouble a COMMIT does not wait for the standby.
    private var local: String { server.address + "?options=-c%20synchronous_commit%3Dlocal" }

    func house() async throws -> CrowdHouse {
        try await CrowdHouse(
            database: try database(local),
            troubled: try database(server.address)
        )
    }

    func run(
        wait: Duration = .seconds(60),
        answer: Duration,
        _ body: (CrowdHouse, Ledger) async throws -> Void
    ) async throws {
        let house = try await house()
        var settings = LedgerSettings()
        settings.wait = wait
        settings.answer = answer
        try await house.run(settings) { try await body(house, $0) }
    }

    /// Returns when a COMMIT waits.
    func commitStandsStill() async throws {
        for _ in 0..<6000 {
            let waiting = try PostgresConsole.run(
                "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep'",
                at: local
            )
            if !waiting.isEmpty { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("no COMMIT stands still")
    }

    /// What stands still is done, and from now on nothing waits.
    func letGo() throws {
        try PostgresConsole.run(
            "ALTER SYSTEM SET synchronous_standby_names = ''",
            "SELECT pg_reload_conf()",
            at: local
        )
    }

    /// As an operator does to those that stand still.
    func tellSessions(_ function: String) throws {
        try PostgresConsole.run(
            "SELECT \(function)(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'",
            at: local
        )
    }

    private func database(_ address: String) throws -> Database {
        var settings = try CrowdHouse.settings(address)
        settings.poolWait = .seconds(60)
        return Database(driver: PostgresDriver(settings: settings))
    }
}
