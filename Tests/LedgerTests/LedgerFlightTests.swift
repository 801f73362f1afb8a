import Kernel
import Ledger
import Logging
import Storage
import TestSupport
import Testing

/// Goal: while a batch is brought to disk, the next one is written already, and nobody is told too early.
///
/// Method: a disk that the test holds up.
@Suite("The ledger while the disk is busy", .enabled(if: TestEngine.isSQLite))
struct LedgerFlightTests {
    @Test("the next batch is written while the last one is brought to disk, and told afterwards")
    func overlapping() async throws {
        let disk = TestDisk()
        let store = try await TestStore()
        let database = Database(driver: try store.driver(sqlite: disk.settings()))
        let ledger = try await Self.ledger(on: database)
        let other = try store.open()

        await withTaskGroup(of: Void.self) { group in
            group.addTask { await ledger.run() }
            defer { ledger.stop() }
            let gate = disk.hold()
            async let first = Self.submit(1, to: ledger, disk)
            do {
                try await gate.arrived.arrival()
                async let second = Self.submit(2, to: ledger, disk)
                try await until { try await Self.count(in: other) == 2 }
                // Both are written, and nobody has been told.
                #expect(!disk.events.contains(.said("told")))
                gate.open.give()
                #expect(try await first == .accepted(sequence: 1))
                #expect(try await second == .accepted(sequence: 2))
            } catch {
                gate.open.give()
                Issue.record(error)
            }
        }
    }

    private static func ledger(on database: Database) async throws -> Ledger {
        let clock = TestClock()
        try await Migrator(database: database, migrations: LedgerMigrations.all).run(at: clock.now)
        let scope = Scope(tenant: .eci, actor: .server, now: clock.now)
        try await database.write(in: scope) { transaction in
            try LedgerStore.schedule(
                "a",
                opensAt: LedgerHouse.opensAt,
                closesAt: LedgerHouse.closesAt,
                in: &transaction
            )
        }
        return Ledger(
            database: database,
            clock: clock.clock,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            settings: LedgerHouse.patient
        )
    }

    private static func submit(
        _ number: Int,
        to ledger: Ledger,
        _ disk: TestDisk
    ) async throws -> LedgerOutcome {
        defer { disk.note("told") }
        return try await ledger.submit(.person(number))
    }

    private static func count(in database: Database) async throws -> Int {
        let scope = Scope(tenant: .eci, actor: .server, now: TestClock.noon)
        return try await database.read(in: scope) { transaction in
            try LedgerStore.audit(of: "a", in: &transaction)?.rows ?? 0
        }
    }
}
