import Audit
import Kernel
import Ledger
import Spaces
import Storage
import StoragePostgres
import TestSupport
import Vault
import Web

/// Two tenants with a space, an item and one entry each.
struct WallHouse: Sendable {
    let store: TestStore
    let database: Database
    let migrator: Migrator

    init(connections: Int = 6) async throws {
        store = try await TestStore()
        database = try store.open(connections: connections)
        migrator = Migrator(
            database: database,
            migrations: Self.migrations
        )
        try await migrator.run(at: TestClock.noon)
        let tenants = Tenants(
            database: database,
            audit: Audit(vault: Vault(secret: WallHouse.secret, random: .seeded())),
            modules: [ModuleManifest(id: "a", migrations: [])],
            languages: [.english]
        )
        for tenant in [Tenant.ID.eci, .other] {
            let site = Site(
                tenant: Tenant(id: tenant, name: "T", languages: [.english], isListed: true),
                hosts: [],
                spaces: [Space(id: Space.ID(1), slug: "a", module: "a")]
            )
            _ = try await tenants.create(site, at: TestClock.noon)
            try await addEntry(of: tenant)
        }
    }

    /// Opens a database that has them.
    init(store: TestStore, connections: Int) throws {
        self.store = store
        database = try store.open(connections: connections)
        migrator = Migrator(
            database: database,
            migrations: Self.migrations
        )
    }

    func scope(_ tenant: Tenant.ID) -> Scope {
        Scope(tenant: tenant, actor: .server, now: TestClock.noon)
    }

    static let migrations =
        TenancyMigrations.all + LedgerMigrations.all + AuditMigrations.all
    private static let secret = [UInt8](repeating: 7, count: 32)

    /// The key of every test's database.
    static let key = SightKey([UInt8](repeating: 7, count: 32))

    /// What a statement that slips into a transaction of this tenant can read there.
    func proof(of tenant: Tenant.ID) async throws -> String {
        let proof: String? = try await database.read(in: scope(tenant)) {
            try $0.value("SELECT current_setting('parvis.proof')")
        }
        return proof ?? ""
    }

    func rows(of tenant: Tenant.ID) async throws -> Int? {
        try await database.read(in: scope(tenant)) {
            try $0.value("SELECT count(*) FROM ledger_entry WHERE tenant_id = \($0.tenant)")
        }
    }

    /// The address of a login that has just the rights of the program's role.
    func intruder() throws -> String {
        let role = store.name + "_tenant"
        let login = store.name + "_intruder"
        try PostgresConsole.run(
            "CREATE ROLE \(login) LOGIN IN ROLE \(role)",
            at: store.address
        )
        return store.address.replacing("//parvis@", with: "//\(login)@")
    }

    private func addEntry(of tenant: Tenant.ID) async throws {
        try await database.write(in: scope(tenant)) { transaction in
            try LedgerStore.schedule(
                "a",
                opensAt: TestClock.noon,
                closesAt: TestClock.noon.adding(.seconds(60)),
                in: &transaction
            )
            try transaction.run(
                """
                INSERT INTO ledger_entry (
                    tenant_id, item, sequence, entry_key, section, channel, day, nonce, payload
                )
                VALUES (
                    \(transaction.tenant), 1, 1, \([UInt8](repeating: 1, count: 16)), \("be"),
                    \("browser"), 1, \([UInt8](repeating: 1, count: 8)), \([UInt8](repeating: 1, count: 3))
                )
                """
            )
            try transaction.run(
                """
                INSERT INTO look_link (tenant_id, kind, address)
                VALUES (\(transaction.tenant), \("privacy"), \("https://example.org"))
                """
            )
            try transaction.run(
                """
                INSERT INTO ledger_section (tenant_id, item, section, entry_count)
                VALUES (\(transaction.tenant), 1, \("be"), 1)
                """
            )
        }
    }
}
