import Kernel
import Storage
import StoragePostgres
import TestSupport
import Testing

/// Goal: tables are spread so that a tenant's rows stay together, all of them or loudly not, and the wall
/// between tenants stands as before.
///
/// Method: a server without Citus; then a stand-in that refuses what Citus refuses (``ClusterStandIn``).
@Suite("Spreading tables over servers", .enabled(if: TestEngine.isPostgres))
struct DistributionTests {
    @Test("a server without Citus says so, and nothing is changed")
    func missing() async throws {
        let house = try await WallHouse()

        let failure = await Self.failure { try await house.spread() }

        #expect(failure?.kind == .unsupported)
        #expect(failure?.detail.contains("citus") == true)
    }

    @Test("shared tables go to every node first, tenants' tables are spread, the rest stays")
    func asked() async throws {
        let house = try await WallHouse(onCluster: true)

        let lines = try await house.spread()

        let asked = try house.asked()
        #expect(lines.count == asked.count { !$0.hasPrefix("emptied") && !$0.contains("secret") })
        #expect(Set(asked).isSuperset(of: ["everywhere tenant", "everywhere tenant_host"]))
        #expect(Set(asked).isSuperset(of: ["tenant_id ledger_item", "tenant_id space"]))
        #expect(Set(asked).isSuperset(of: ["emptied ledger_item", "emptied tenant"]))
        #expect(!asked.contains { $0.hasSuffix(" migration") })
        let item = try #require(asked.firstIndex(of: "tenant_id ledger_item"))
        let entry = try #require(asked.firstIndex(of: "tenant_id ledger_entry"))
        let tenant = try #require(asked.firstIndex(of: "everywhere tenant"))
        #expect(tenant < item && item < entry)
        let policies = try PostgresConsole.run(
            "SELECT DISTINCT qual FROM pg_policies WHERE schemaname = 'public' ORDER BY 1",
            at: house.store.address
        )
        #expect(policies.count == 3 && !policies.contains { $0[0].contains("SELECT") })
    }

    @Test("it can be asked for again, and goes on where it was cut off")
    func again() async throws {
        let house = try await WallHouse(onCluster: true)
        let trouble = """
            CREATE FUNCTION stand_in.stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.logicalrelid = 'ledger_day'::regclass THEN RAISE 'no room'; END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER stop BEFORE INSERT ON stand_in.pg_dist_partition
                FOR EACH ROW EXECUTE FUNCTION stand_in.stop()
            """
        try PostgresConsole.run(trouble, at: house.store.address)
        let failure = await Self.failure { try await house.spread() }
        let between = try await Self.problems(of: house)
        try PostgresConsole.run(
            "DROP TRIGGER stop ON stand_in.pg_dist_partition",
            at: house.store.address
        )

        let lines = try await house.spread()
        let none = try await house.spread()

        #expect(failure?.detail.contains("no room") == true)
        #expect(between.count == 1 && between[0].contains("ledger_day"), "\(between)")
        #expect(lines.contains("ledger_day: spread by tenant_id"))
        #expect(!lines.contains { $0.hasPrefix("tenant:") })
        #expect(none == [])
        #expect(try await Self.problems(of: house) == [])
        try await house.migrator.settle()
        #expect(try await Self.problems(of: house) == [])
        let node = try await house.database.facts(declared: house.migrator.access)
            .first { $0.name == "node two:5432" }
        #expect(node?.problem?.contains("track_activities") == true)
        #expect(node?.problem?.contains("wall") == false, "\(node as Any)")
    }

    @Test("what was asked for and not done is told: the cluster is asked where each table is")
    func left() async throws {
        let house = try await WallHouse(onCluster: true)
        let silence = """
            CREATE FUNCTION stand_in.skip() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.logicalrelid = 'space'::regclass THEN NEW.partmethod := 'n'; END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER skip BEFORE INSERT ON stand_in.pg_dist_partition
                FOR EACH ROW EXECUTE FUNCTION stand_in.skip()
            """
        try PostgresConsole.run(silence, at: house.store.address)

        let failure = await Self.failure { try await house.spread() }

        #expect(failure?.detail.contains("space is on this server") == true, "\(failure as Any)")
    }

    @Test("while a server runs that knows nothing of nodes, nothing is spread")
    func running() async throws {
        let house = try await WallHouse(onCluster: true)
        let server = try house.store.open(connections: 1)
        try await server.reach()

        let failure = await Self.failure { try await house.spread() }
        try await server.close()

        #expect(failure?.detail.contains("stop the servers") == true)
        // The database sees a moment later that a connection has ended.
        try await until { (try? await house.spread())?.isEmpty == false }
    }

    @Test("on a cluster the wall stands: who forgets, renames or lies sees nothing of others")
    func wall() async throws {
        let house = try await WallHouse(onCluster: true)
        try await house.spread()

        let seen: [String] = try await house.database.read(in: house.scope(.eci)) {
            try $0.column("SELECT DISTINCT tenant_id FROM ledger_entry")
        }
        let changed: [String] = try await house.database.write(in: house.scope(.eci)) {
            try $0.column("UPDATE ledger_section SET entry_count = 1 RETURNING tenant_id")
        }
        let shared: Int? = try await house.database.readShared {
            try $0.value("SELECT count(*) FROM ledger_entry")
        }
        let renamed = await Self.failure {
            try await house.database.read(in: house.scope(.eci)) { transaction in
                try transaction.run("SELECT set_config('parvis.tenant', \("other"), TRUE)")
                let _: Int? = try transaction.value("SELECT count(*) FROM ledger_entry")
            }
        }
        let moved = await Self.failure {
            try await house.database.write(in: house.scope(.eci)) {
                try $0.run("UPDATE ledger_section SET section = \("x"), tenant_id = \("other")")
            }
        }

        #expect(seen == ["eci"] && changed == ["eci"] && shared == 0)
        #expect(renamed?.detail.contains("without the proof") == true)
        #expect(moved != nil)
        #expect(try await house.rows(of: .other) == 1)
    }

    @Test("rows are inserted by values, and a migration's tables are spread with it")
    func later() async throws {
        let house = try await WallHouse(onCluster: true)
        try await house.spread()
        let rows: [[SQLValue]] = (0..<1500).map { number in
            [
                .text("eci"), .integer(1), .text("s\(number)"),
                number == 7 ? .integer(0) : .integer(1),
            ]
        }
        let later = Migration(
            "test/later",
            """
            CREATE TABLE later (
                tenant_id ID NOT NULL REFERENCES tenant (id), id COUNT NOT NULL,
                PRIMARY KEY (tenant_id, id)
            );
            """,
            access: [TableAccess("later", .add, isOpen: true)]
        )
        let columns = Migration(
            "test/columns",
            """
            ALTER TABLE later ADD COLUMN a COUNT NOT NULL DEFAULT 1
                CHECK (a > 0);
            CREATE TABLE last (
                tenant_id ID NOT NULL, id COUNT NOT NULL, PRIMARY KEY (tenant_id, id),
                FOREIGN KEY (tenant_id, id) REFERENCES later (tenant_id, id)
            );
            INSERT INTO last (tenant_id, id) SELECT tenant_id, id FROM later ON CONFLICT DO NOTHING;
            """,
            access: [TableAccess("last")]
        )
        let refused = Migration("test/refused", "ALTER TABLE space ADD COLUMN a INT UNIQUE;")

        let written = try await house.database.write(in: house.scope(.eci)) {
            try $0.insert(
                into: "ledger_section",
                columns: ["tenant_id", "item", "section", "entry_count"],
                rows: rows
            )
        }
        let migrations = WallHouse.migrations + [later, columns]
        let ran = try await Migrator(database: house.database, migrations: migrations)
            .run(at: TestClock.noon)
        let failure = await Self.failure {
            try await Migrator(database: house.database, migrations: migrations + [refused])
                .run(at: TestClock.noon)
        }

        #expect(written == 1500)
        #expect(ran == ["test/later", "test/columns"])
        #expect(Set(try house.asked()).isSuperset(of: ["tenant_id later", "tenant_id last"]))
        #expect(failure?.detail.contains("0A000") == true)
    }

    /// All but that the tests' server does not wait for its disk, and that they connect as its owner.
    private static func problems(of house: WallHouse) async throws -> [String] {
        try await house.database.facts(declared: house.migrator.access)
            .filter { !["login", "fsync, synchronous_commit", "node two:5432"].contains($0.name) }
            .compactMap(\.problem)
    }

    private static func failure(of work: () async throws -> Void) async -> StorageError? {
        do {
            try await work()
            return nil
        } catch {
            return error as? StorageError
        }
    }
}

extension WallHouse {
    /// A house whose database says that it is a cluster, with nothing spread yet.
    init(onCluster: Bool) async throws {
        try await self.init(connections: 1)
        try await database.close()
        try ClusterStandIn.install(in: store)
        self = try WallHouse(store: store, connections: 1)
    }

    @discardableResult
    func spread() async throws -> [String] {
        try await database.distribute(migrator.access)
    }

    /// What the stand-in was asked, in order.
    func asked() throws -> [String] {
        try PostgresConsole.run(
            "SELECT what FROM stand_in.asked ORDER BY number",
            at: store.address
        )
        .map { $0[0] }
    }
}
