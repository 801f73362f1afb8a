import Kernel
import Logging
import Storage
import Synchronization
import TestSupport

@testable import Ledger

/// A ledger of one test, with item `a` of two tenants open for a day around noon.
struct LedgerHouse: Sendable {
    let store: TestStore
    let database: Database
    let clock: TestClock
    let ledger: Ledger
    /// What becomes of the next transactions that write.
    let faults: CommitFaults
    /// What is asked of the database.
    let statements = StatementRecord()

    static let opensAt = TestClock.noon.adding(.seconds(-43_200))
    static let closesAt = TestClock.noon.adding(.seconds(43_200))

    /// Nobody's time is over because the machine is busy; a test about time sets it shorter.
    static let patient = {
        var settings = LedgerSettings()
        settings.wait = .seconds(3_600)
        settings.answer = .seconds(7_200)
        return settings
    }()

    /// The intake works while `body` does.
    static func run(
        _ settings: LedgerSettings = patient,
        _ body: (LedgerHouse) async throws -> Void
    ) async throws {
        let house = try await LedgerHouse(settings)
        let ledger = house.ledger
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await ledger.run() }
            defer { ledger.stop() }
            try await body(house)
        }
    }

    /// Without an intake: what is submitted waits, until somebody calls `ledger.run()`.
    init(capacity: Int) async throws {
        var settings = Self.patient
        settings.capacity = capacity
        try await self.init(settings)
    }

    init(_ settings: LedgerSettings = patient) async throws {
        store = try await TestStore()
        faults = CommitFaults()
        database = Database(
            driver: FaultyDriver(driver: try store.driver(), faults: faults, record: statements)
        )
        clock = TestClock()
        ledger = Ledger(
            database: database,
            clock: clock.clock,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            settings: settings
        )
        try await Migrator(database: database, migrations: LedgerMigrations.all).run(at: clock.now)
        for tenant in [Tenant.ID.eci, .other] { try await schedule("a", tenant: tenant) }
    }

    func schedule(
        _ item: Subject,
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
        Scope(tenant: tenant, actor: .server, now: clock.now)
    }

    func audit(_ item: Subject = "a", tenant: Tenant.ID = .eci) async throws -> LedgerAudit? {
        try await database.read(in: scope(tenant)) { transaction in
            try LedgerStore.audit(of: item, in: &transaction)
        }
    }

    func sections(_ item: Subject = "a") async throws -> [String: Int] {
        let sections = try await database.read(in: scope()) { transaction in
            try LedgerStore.sections(of: item, in: &transaction)
        }
        return Dictionary(uniqueKeysWithValues: sections.map { ($0.section, $0.count) })
    }

    func entries(
        _ section: String = "be",
        item: Subject = "a",
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

    /// Submits more than the queue may hold while nobody writes, then writes and stops.
    ///
    /// Only refusals can be told before anybody writes: when as many were told as do not fit, the
    /// others wait. Gives the refusals first.
    func fill(
        with entries: [LedgerEntry],
        refusing refusals: Int,
        then late: LedgerEntry? = nil
    ) async throws -> [Told] {
        try await withThrowingTaskGroup(of: Told.self) { group in
            for entry in entries { group.addTask { await submit(entry) } }
            var told: [Told] = []
            while told.count < refusals, let next = try await group.next() { told.append(next) }
            if let late {
                group.addTask { await submit(late) }
                try await until { ledger.queue.withLock { $0.count } > entries.count - refusals }
            }
            ledger.stop()
            await ledger.run()
            for try await next in group { told.append(next) }
            return told
        }
    }

    /// Writes all of them in one batch; gives what each is told.
    func writeTogether(_ entries: [LedgerEntry]) async throws -> [Told] {
        try await withThrowingTaskGroup(of: Told.self) { group in
            for entry in entries { group.addTask { await submit(entry) } }
            try await until { ledger.queue.withLock { $0.count } == entries.count }
            ledger.stop()
            await ledger.run()
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// As somebody who sends it again until it is taken, or refused for a reason that stays.
    func submitPatiently(_ entry: LedgerEntry) async -> Told {
        for _ in 0..<600 {
            let told = await submit(entry.sentNow)
            if case .outcome = told { return told }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return await submit(entry.sentNow)
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
    /// The entry of a person of that number, sent as nobody has sent it before unless `nonce` is given.
    static func person(
        _ number: Int,
        item: Subject = "a",
        tenant: Tenant.ID = .eci,
        section: String = "be",
        channel: String = "browser",
        at instant: Instant = TestClock.noon,
        receivedAt: ContinuousClock.Instant = .now,
        nonce: Int? = nil,
        keepsAlternates: Bool = false,
        payloadBytes: Int = 100
    ) -> LedgerEntry {
        LedgerEntry(
            tenant: tenant,
            item: item,
            key: bytes(number, count: 16),
            section: section,
            channel: channel,
            day: CivilZone.brussels.date(at: instant),
            nonce: bytes(nonce ?? sendings.add(1, ordering: .relaxed).newValue, count: 8),
            payload: Array(repeating: UInt8(truncatingIfNeeded: number), count: payloadBytes),
            arrivedAt: instant,
            keepsAlternates: keepsAlternates,
            receivedAt: receivedAt
        )
    }

    /// The same form, sent now.
    var sentNow: LedgerEntry {
        LedgerEntry(
            tenant: tenant,
            item: item,
            key: key,
            section: section,
            channel: channel,
            day: day,
            nonce: nonce,
            payload: payload,
            arrivedAt: arrivedAt,
            keepsAlternates: keepsAlternates,
            mark: mark
        )
    }

    private static let sendings = Atomic(1_000_000)

    static func bytes(_ number: Int, count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * ($0 % 8))) }
    }
}
