import Kernel
import Ledger
import Logging
import Storage
import TestSupport

/// A ledger of one test, with item `a` of two tenants open for a day around noon.
struct LedgerHouse: Sendable {
    let store: TestStore
    let database: Database
    let clock: TestClock
    let ledger: Ledger

    static let opensAt = TestClock.noon.adding(.seconds(-43_200))
    static let closesAt = TestClock.noon.adding(.seconds(43_200))

    /// The intake works while `body` does.
    static func run(_ body: (LedgerHouse) async throws -> Void) async throws {
        let house = try await LedgerHouse()
        let ledger = house.ledger
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await ledger.run() }
            defer { ledger.stop() }
            try await body(house)
        }
    }

    /// Without an intake: what is submitted waits, until somebody calls `ledger.run()`.
    init(capacity: Int = Limits.ledgerQueue) async throws {
        store = try await TestStore()
        database = try store.open()
        clock = TestClock()
        ledger = Ledger(
            database: database,
            clock: clock.clock,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            capacity: capacity
        )
        try await Migrator(database: database, migrations: LedgerMigrations.all).run(at: clock.now)
        for tenant in [Tenant.ID.eci, .other] { try await schedule("a", tenant: tenant) }
    }

    func schedule(
        _ item: String,
        tenant: Tenant.ID = .eci,
        opensAt: Instant = Self.opensAt,
        closesAt: Instant = Self.closesAt
    ) async throws {
        try await database.write(in: scope(tenant)) { transaction in
            try LedgerStore.schedule(
                item,
                opensAt: opensAt,
                closesAt: closesAt,
                in: &transaction
            )
        }
    }

    func scope(_ tenant: Tenant.ID = .eci) -> Scope {
        Scope(tenant: tenant, actor: .operatorOfServer, now: clock.now)
    }

    func audit(_ item: String = "a", tenant: Tenant.ID = .eci) async throws -> LedgerAudit? {
        try await database.read(in: scope(tenant)) { transaction in
            try LedgerStore.audit(of: item, in: &transaction)
        }
    }

    func sections(_ item: String = "a") async throws -> [String: Int] {
        let sections = try await database.read(in: scope()) { transaction in
            try LedgerStore.sections(of: item, in: &transaction)
        }
        return Dictionary(uniqueKeysWithValues: sections.map { ($0.section, $0.count) })
    }

    func entries(
        _ section: String = "be",
        item: String = "a",
        after sequence: Int = 0,
        limit: Int = 1000,
        tenant: Tenant.ID = .eci
    ) async throws -> [StoredEntry] {
        try await database.read(in: scope(tenant)) { transaction in
            try LedgerStore.entries(
                of: item,
                section: section,
                after: sequence,
                limit: limit,
                in: &transaction
            )
        }
    }

    /// How many pages the database may have: 1 fills the disk, a large number empties it.
    func limitPages(to count: Int) async throws {
        try await database.writeShared { transaction in
            try transaction.connection.runScript("PRAGMA max_page_count = \(count)")
        }
    }

    /// What each caller is told, in no particular order.
    func submitAll(_ entries: [LedgerEntry]) async -> [Told] {
        await withTaskGroup(of: Told.self) { group in
            for entry in entries { group.addTask { await submit(entry) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    func submit(_ entry: LedgerEntry) async -> Told {
        do {
            return .outcome(try await ledger.submit(entry))
        } catch let error as LedgerError {
            return .refused(error)
        } catch {
            return .failed((error as? StorageError)?.kind)
        }
    }
}

/// What a caller of the ledger is told.
enum Told: Hashable, Sendable {
    case outcome(LedgerOutcome)
    case refused(LedgerError)
    case failed(StorageError.Kind?)

    var sequence: Int? {
        guard case .outcome(.accepted(let sequence)) = self else { return nil }
        return sequence
    }
}

extension LedgerEntry {
    /// The entry of a person of that number.
    static func person(
        _ number: Int,
        item: String = "a",
        tenant: Tenant.ID = .eci,
        section: String = "be",
        channel: String = "browser",
        at instant: Instant = TestClock.noon,
        payloadBytes: Int = 100
    ) -> LedgerEntry {
        LedgerEntry(
            tenant: tenant,
            item: item,
            key: bytes(number, count: 16),
            section: section,
            channel: channel,
            day: CivilZone.brussels.date(at: instant),
            nonce: bytes(number, count: 8),
            payload: Array(repeating: UInt8(truncatingIfNeeded: number), count: payloadBytes),
            arrivedAt: instant
        )
    }

    static func bytes(_ number: Int, count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * ($0 % 8))) }
    }
}
