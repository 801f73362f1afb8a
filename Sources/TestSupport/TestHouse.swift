package import Accounts
import Audit
import Credentials
package import DevelopmentProvider
import Files
package import Jobs
package import Kernel
package import Ledger
import Localization
package import Logging
import Mail
package import OpenID
package import Spaces
package import Storage
import Vault
package import Web

/// A whole installation for one test: real tables of its own, a clock that stands still.
package struct TestHouse: Sendable {
    package let store: TestStore
    package let database: Database
    /// What becomes of the next transactions that write.
    package let faults = CommitFaults()
    /// What is asked of the database, while somebody looks.
    package let statements = StatementRecord()
    package let clock: TestClock
    package let random: Random
    /// Put together as the program's.
    let house: House
    package let files: StaticFiles
    package let resources: Resources
    package let logger: Logger

    package var folder: TemporaryFolder { store.folder }
    package var host: Host { house.host }
    package var tenants: Tenants { house.tenants }
    package var accounts: Accounts { house.accounts }
    /// What a site in development offers.
    package var provider: DevelopmentProvider {
        guard let provider = house.developmentProvider else {
            preconditionFailure("this test house is not in development")
        }
        return provider
    }
    package var ledger: Ledger { host.ledger }
    package var pages: PageBuilder { host.pages }

    /// The modules' migrations have run, two institutions exist, and the intake works while `body`
    /// does.
    ///
    /// With names, providers are kept out of networks behind the server, as outside of development. Outside of
    /// development nobody is offered the fictitious provider.
    package static func run(
        modules: [any SpaceModule.Type],
        ledger settings: LedgerSettings = .patient,
        budget: NetworkBudget.Terms = NetworkBudget.Terms(free: 1_000_000),
        intakeRuns: Bool = true,
        names: HostNames? = nil,
        isInDevelopment: Bool = true,
        _ body: (TestHouse) async throws -> Void
    ) async throws {
        let house = try await TestHouse(
            modules: modules,
            ledger: settings,
            budget: budget,
            names: names,
            isInDevelopment: isInDevelopment
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            if intakeRuns {
                let ledger = house.ledger
                group.addTask { await ledger.run() }
            }
            do {
                try await body(house)
                house.ledger.stop()
            } catch {
                house.ledger.stop()
                throw error
            }
            try await group.waitForAll()
        }
        try await house.database.close()
    }

    private init(
        modules: [any SpaceModule.Type],
        ledger settings: LedgerSettings,
        budget: NetworkBudget.Terms,
        names: HostNames?,
        isInDevelopment: Bool
    ) async throws {
        clock = TestClock()
        let now = clock.now
        let name = modules.map { String(reflecting: $0) }.joined(separator: " ")
        store = try await TestStore(
            from: try await TestTemplate.named(name) {
                try await Self.prepare($0, for: modules, at: now)
            }
        )
        database = Database(
            driver: FaultyDriver(
                driver: try store.driver(),
                faults: faults,
                record: statements
            )
        )
        random = .seeded()
        logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let read = try TestGround.shared()
        resources = read.resources
        files = read.files
        var ground = House.Ground(
            database: database,
            vault: Self.vault(random),
            pages: PageBuilder(translations: read.translations, assets: files.assets),
            resources: resources,
            passwords: PasswordHasher(
                random: random,
                cost: HashingCost(doublings: 10, blockSize: 8, parallelism: 1) ?? .recommended,
                // No test's answer may depend on how busy its machine is; waits that are too
                // long are looked at in the tests of the lanes.
                patience: .seconds(86_400)
            ),
            passwordRules: PasswordRules(wellKnown: read.wellKnownPasswords),
            documents: DocumentProgram(path: BuiltProgram.path),
            clock: clock.clock,
            random: random,
            logger: logger
        )
        ground.ledger = settings
        ground.budget = budget
        ground.isInDevelopment = isInDevelopment
        ground.names = names ?? .invented
        if names != nil { ground.asksAnywhere = false }
        house = try House(on: ground, modules: modules)
    }

    /// One of the modules that it was put together with.
    package func module<Module: SpaceModule>(_ type: Module.Type) throws -> Module {
        guard let module = house.module(type) else { throw Absent(type.manifest.id) }
        return module
    }

    /// The routes of everything that it serves.
    package func routes() -> RouteTable { house.routes() }

    /// What it does by itself, letters apart, for institutions that are read on this machine.
    package func jobs() -> [JobDefinition] { house.jobs { "http://\($0).localhost" } }

    private struct Absent: Error {
        let module: String

        init(_ module: String) { self.module = module }
    }

    private static func vault(_ random: Random) -> Vault {
        Vault(secret: Array(repeating: 7, count: 32), random: random)
    }

    /// The modules' migrations have run, and two institutions exist.
    private static func prepare(
        _ database: Database,
        for modules: [any SpaceModule.Type],
        at now: Instant
    ) async throws {
        let tenants = House.tenants(
            in: database,
            audit: Audit(vault: vault(.seeded())),
            of: modules,
            languages: try TestGround.shared().translations.languages
        )
        try await Migrator(database: database, migrations: House.migrations(of: modules)).run(
            at: now
        )
        for id in [Tenant.ID.eci, .other] {
            let tenant = Tenant(
                id: id,
                name: "Institution \(id)",
                languages: [.english, .french],
                isListed: true
            )
            let spaces = Space.first(modules.map { ($0.manifest.id, $0.manifest.id) })
            _ = try await tenants.create(
                Site(tenant: tenant, hosts: [], spaces: spaces),
                at: now
            )
        }
    }

    /// The repository: three folders above this file.
    package static let root: String = {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/")
    }()

    /// What a test does by itself in the first space of an institution, now; no entry is asked of it.
    package func scope(_ tenant: Tenant.ID = .eci) -> Scope {
        Scope(tenant: tenant, space: .first, actor: .server, now: clock.now)
    }

    /// The same on behalf of whoever runs the server: a write without an entry in the audit fails.
    package func operatorScope(_ tenant: Tenant.ID = .eci) -> Scope {
        Scope(tenant: tenant, space: .first, actor: .operatorOfServer, now: clock.now)
    }
}

extension Tenant.ID {
    /// The two institutions of every test.
    package static let eci = known("eci")
    package static let other = known("other")

    private static func known(_ text: String) -> Tenant.ID {
        guard let id = Tenant.ID(text) else { preconditionFailure("\(text) is a short name") }
        return id
    }
}

extension Space.ID {
    /// That of the first module of a test's house, in each of its institutions.
    package static let first = Space.ID(1)
}
