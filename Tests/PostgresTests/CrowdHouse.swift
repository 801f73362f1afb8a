import Kernel
import Ledger
import Logging
import Storage
import StoragePostgres
import Synchronization
import TestSupport

/// An item that people sign through one ledger, on a connection that a test can trouble, looked at through
/// another that it does not.
struct CrowdHouse: Sendable {
    /// What a caller hears.
    typealias Told = Result<LedgerOutcome, LedgerError>

    /// Beside the trouble.
    let database: Database
    /// In the middle of it.
    let troubled: Database

    init(database: Database, troubled: Database) async throws {
        self.database = database
        self.troubled = troubled
        try await Migrator(database: database, migrations: LedgerMigrations.all)
            .run(at: TestClock.noon)
        for item in ["a", "b"] as [Subject] {
            try await database.write(in: scope) { transaction in
                try LedgerStore.schedule(
                    item,
                    opensAt: TestClock.noon,
                    closesAt: TestClock.noon.adding(.seconds(60)),
                    in: &transaction
                )
            }
        }
    }

    /// With the key that databases of tests know.
    static func settings(_ address: String) throws -> PostgresSettings {
        PostgresSettings(
            address: try PostgresAddress(address),
            sightKey: SightKey([UInt8](repeating: 7, count: 32))
        )
    }

    var scope: Scope { Scope(tenant: .eci, actor: .visitor, now: TestClock.noon) }

    /// A ledger is at work while `body` is.
    func run(_ settings: LedgerSettings, _ body: (Ledger) async throws -> Void) async throws {
        let ledger = Ledger(
            database: troubled,
            clock: TestClock().clock,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            settings: settings
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await ledger.run() }
            defer { ledger.stop() }
            try await body(ledger)
        }
    }

    func audit(_ item: Subject = "a") async throws -> LedgerAudit? {
        try await database.read(in: scope) { try LedgerStore.audit(of: item, in: &$0) }
    }

    /// A person signs by a form that nobody has sent yet, unless its bits are given.
    func submit(_ person: Int, nonce: Int? = nil, to ledger: Ledger) async -> Told {
        do {
            return .success(try await ledger.submit(Self.entry(person, nonce: nonce)))
        } catch let error as LedgerError {
            return .failure(error)
        } catch {
            // The database failed: nothing of it is stored, as when it has waited too long.
            return .failure(
                (error as? StorageError)?.kind == .unknownOutcome ? .outcomeUnknown : .expired
            )
        }
    }

    func submitAll(_ people: ClosedRange<Int>, to ledger: Ledger) async -> [Told] {
        await withTaskGroup(of: Told.self) { group in
            for person in people { group.addTask { await submit(person, to: ledger) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// As a person does who believes what they are told: sends the same form again when nobody knows, and
    /// fills in a new one when nothing was stored.
    ///
    /// So `duplicate` is the proof that somebody was told a lie.
    func submitPatiently(_ person: Int, nonce: Int? = nil, to ledger: Ledger) async -> Told {
        var bits = nonce ?? Self.sendings.add(1, ordering: .relaxed).newValue
        var told = await submit(person, nonce: bits, to: ledger)
        for _ in 0..<600 {
            guard case .failure(let error) = told else { return told }
            if error != .outcomeUnknown { bits = Self.sendings.add(1, ordering: .relaxed).newValue }
            try? await Task.sleep(for: .milliseconds(50))
            told = await submit(person, nonce: bits, to: ledger)
        }
        return told
    }

    private static let sendings = Atomic(1_000_000)

    private static func entry(_ person: Int, nonce: Int?) -> LedgerEntry {
        LedgerEntry(
            tenant: .eci,
            item: "a",
            key: bytes(person, count: 16),
            section: "be",
            channel: "browser",
            day: CivilZone.brussels.date(at: TestClock.noon),
            nonce: bytes(nonce ?? sendings.add(1, ordering: .relaxed).newValue, count: 8),
            payload: bytes(person, count: 100),
            arrivedAt: TestClock.noon
        )
    }

    private static func bytes(_ number: Int, count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * ($0 % 8))) }
    }
}

extension Result<LedgerOutcome, LedgerError> {
    var sequence: Int? {
        guard case .success(.accepted(let sequence)) = self else { return nil }
        return sequence
    }
}
