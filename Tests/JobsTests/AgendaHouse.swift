import Kernel
import Storage
import Synchronization
import TestSupport

@testable import Jobs

/// A job that has something to do at known times, and the table in which its things stand.
final class AgendaHouse: Sendable {
    let store: TestStore
    let database: Database
    let faults = CommitFaults()
    let statements = StatementRecord()
    let clock = TestClock()
    let agenda = Agenda("test.things")
    /// Places in which the work fails.
    let broken = Mutex<Set<String>>([])
    /// Called where the work is done, before the job notes when it comes again.
    let worked = Mutex<(@Sendable () async throws -> Void)?>(nil)

    init() async throws {
        store = try await TestStore()
        let driver = try store.driver()
        database = Database(
            driver: FaultyDriver(driver: driver, faults: faults, record: statements)
        )
        try await Migrator(database: database, migrations: JobMigrations.all + [Self.thing])
            .run(at: clock.now)
    }

    static let thing = Migration(
        "test/thing",
        """
        CREATE TABLE thing (
            tenant_id ID      NOT NULL,
            space_id  COUNT   NOT NULL,
            id        COUNT   NOT NULL,
            due_at    INSTANT NOT NULL,
            PRIMARY KEY (tenant_id, space_id, id)
        );
        """,
        access: [TableAccess("thing", .add, .remove)]
    )

    func scope(_ tenant: String = "eci") -> Scope {
        let id = Tenant.ID(tenant) ?? .eci
        return Scope(tenant: id, space: .first, actor: .server, now: clock.now)
    }

    /// Adds something to be done, and notes it in the same transaction.
    func add(
        _ number: Int = 1,
        at due: Instant,
        in tenant: String = "eci",
        isolation: Isolation = .serializable,
        then: @escaping @Sendable () throws -> Void = {}
    ) async throws {
        let agenda = self.agenda
        try await database.write(in: scope(tenant), isolation: isolation) { transaction in
            try Self.insert(number, due, in: &transaction)
            try agenda.note(due, in: &transaction)
            // A statement that is read: what an engine has kept back until here is sent with it.
            let _: Int? = try transaction.value(
                "SELECT id FROM thing WHERE tenant_id = \(transaction.tenant) LIMIT 1"
            )
            try then()
        }
    }

    static func insert(
        _ number: Int,
        _ due: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO thing (tenant_id, space_id, id, due_at)
            VALUES (\(transaction.tenant), \(transaction.space), \(number), \(due))
            """
        )
    }

    /// The job: it removes what is due, and says how many things that were.
    func job(everywhere: [String] = []) -> JobDefinition {
        let scopes = everywhere.map { scope($0) }
        let work = AgendaWork(
            agenda,
            in: database,
            everywhere: { _ in scopes },
            next: { transaction in
                try transaction.value(
                    """
                    SELECT due_at FROM thing WHERE tenant_id = \(transaction.tenant)
                      AND space_id = \(transaction.space) ORDER BY due_at LIMIT 1
                    """
                )
            },
            work: { _, scope in try await self.remove(in: scope) }
        )
        return JobDefinition(every: .seconds(60), limit: .seconds(60), work) { done in
            done.isEmpty ? nil : "\(done.reduce(0, +)) in \(done.count)"
        }
    }

    func run(everywhere: [String] = []) async throws -> String? {
        try await job(everywhere: everywhere).run(JobRun(now: clock.now))
    }

    func survey(_ tenants: [String]) async throws -> String? {
        try await JobDefinition.survey(of: [job(everywhere: tenants)]).run(JobRun(now: clock.now))
    }

    private func remove(in scope: Scope) async throws -> Int {
        if broken.withLock({ $0.contains(scope.tenant.text) }) { throw JobFailure("broken") }
        let removed: [Int] = try await database.write(in: scope) { transaction in
            try transaction.column(
                """
                DELETE FROM thing WHERE tenant_id = \(transaction.tenant)
                  AND space_id = \(transaction.space) AND due_at <= \(transaction.now)
                RETURNING id
                """
            )
        }
        if let worked = worked.withLock(\.self) { try await worked() }
        return removed.count
    }
}
