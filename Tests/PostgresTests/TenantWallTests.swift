import Kernel
import Ledger
import Spaces
import Storage
import StoragePostgres
import TestSupport
import Testing

/// Goal: another tenant's rows cannot be reached, not even by SQL that forgets the tenant.
///
/// Method: two tenants with entries; then hand-written statements, inside the program's own
/// transactions and on a connection of a role that has just the rights of the program.
@Suite("The wall between tenants", .enabled(if: TestEngine.isPostgres))
struct TenantWallTests {
    @Test("a statement that forgets its tenant sees and changes its own rows only")
    func forgotten() async throws {
        let house = try await WallHouse()

        let seen: [String] = try await house.database.read(in: house.scope(.eci)) {
            try $0.column("SELECT DISTINCT tenant_id FROM ledger_entry")
        }
        let changed: [String] = try await house.database.write(in: house.scope(.eci)) {
            try $0.column("UPDATE ledger_item SET entry_count = 0 RETURNING tenant_id")
        }
        let named: Int? = try await house.database.read(in: house.scope(.eci)) {
            try $0.value("SELECT count(*) FROM ledger_item WHERE tenant_id = \("other")")
        }
        let deleted: [String] = try await house.database.write(in: house.scope(.eci)) {
            try $0.column("DELETE FROM look_link RETURNING tenant_id")
        }

        #expect(seen == ["eci"])
        #expect(changed == ["eci"])
        #expect(named == 0)
        #expect(deleted == ["eci"])
        #expect(try await house.rows(of: .other) == 1)
    }

    @Test("a row cannot be written for another tenant, nor moved to one")
    func written() async throws {
        let house = try await WallHouse()
        let statements: [SQL] = [
            """
            INSERT INTO ledger_item (tenant_id, number, space_id, kind, id, opens_at, closes_at)
            VALUES (\("other"), 9, 1, \("initiative"), \("stolen"), 0, 1)
            """,
            "UPDATE ledger_section SET tenant_id = \("other")",
        ]

        for statement in statements {
            await #expect(throws: StorageError.self, "\(statement.pieces)") {
                try await house.database.write(in: house.scope(.eci)) { try $0.run(statement) }
            }
        }
        #expect(try await house.rows(of: .other) == 1)
    }

    @Test("what all tenants share shows no tenant's own rows")
    func shared() async throws {
        let house = try await WallHouse()

        let rows: Int? = try await house.database.readShared {
            try $0.value("SELECT count(*) FROM ledger_entry")
        }
        let spaces: Int? = try await house.database.readShared {
            try $0.value("SELECT count(DISTINCT tenant_id) FROM space")
        }

        #expect(rows == 0)
        #expect(spaces == 2)
    }

    @Test("hand-written SQL on a connection of the program's role stays behind the wall")
    func byHand() async throws {
        let house = try await WallHouse()
        let address = try house.intruder()
        let proof = try await house.proof(of: .eci)

        func ask(_ statement: String, as tenant: String? = "eci") throws -> [[String]] {
            let sight = tenant.map { "SET parvis.tenant = '\($0)'" } ?? "SELECT 1"
            let proven = "SET parvis.proof = '\(proof)'"
            return try PostgresConsole.run(sight, proven, statement, at: address)
        }
        let counting = "SELECT count(*) FROM ledger_entry"
        #expect(try ask(counting) == [["1"]])
        #expect(try ask(counting + " WHERE tenant_id = 'other'") == [["0"]])
        #expect(try ask(counting, as: nil) == [["0"]])
        #expect(try ask("SELECT count(*) FROM space", as: nil) == [["0"]])
        // An index, a join and a function that is not leak-proof see no more.
        #expect(
            try ask("SELECT count(*) FROM ledger_item a JOIN ledger_entry b ON TRUE") == [["1"]]
        )
        #expect(
            try ask("SELECT count(*) FROM ledger_entry WHERE 1 / (ascii(tenant_id) - 111) < 9")
                == [["1"]]
        )
    }

    @Test(
        "the program's role cannot switch the wall off, change tables or make itself more",
        arguments: [
            "SET row_security = off; SELECT * FROM ledger_entry",
            "ALTER TABLE ledger_entry DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE ledger_entry NO FORCE ROW LEVEL SECURITY",
            "DROP POLICY tenant_rows ON ledger_entry", "DROP TABLE ledger_entry",
            "TRUNCATE ledger_entry", "CREATE TABLE mine (a int)", "SET ROLE parvis",
            "SET SESSION AUTHORIZATION parvis", "COPY ledger_entry TO '/tmp/out'",
            "ALTER ROLE CURRENT_USER BYPASSRLS", "CREATE TEMPORARY TABLE ledger_entry (a int)",
            "SELECT * FROM parvis_wall.secret", "SELECT parvis_wall.sight()",
            "SELECT * FROM parvis_wall.open_rows", "CREATE SCHEMA mine",
            "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE POLICY mine ON ledger_entry USING (TRUE)",
        ]
    )
    func locked(statement: String) async throws {
        let house = try await WallHouse()
        let address = try house.intruder()

        #expect(throws: PostgresConsole.Failure.self) {
            try PostgresConsole.run(statement, at: address)
        }
    }

    @Test("every table with a tenant_id has the wall, and its owner is bound by it too")
    func everyTable() async throws {
        let house = try await WallHouse()
        try await house.store.open().alter { transaction in
            try transaction.connection.runScript(
                "CREATE TABLE later (tenant_id TEXT NOT NULL PRIMARY KEY)"
            )
        }

        let open = try PostgresConsole.run(
            """
            SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
            WHERE attname = 'tenant_id' AND relkind = 'r'
              AND NOT (relrowsecurity AND relforcerowsecurity)
            """,
            at: house.store.address
        )
        let policies = try PostgresConsole.run(
            "SELECT count(*) FROM pg_policies WHERE tablename = 'later'",
            at: house.store.address
        )
        let rights = try PostgresConsole.run(
            "SELECT has_table_privilege('\(house.store.name)_tenant', 'later', 'SELECT')",
            at: house.store.address
        )

        #expect(open == [])
        #expect(policies == [["2"]])
        #expect(rights == [["f"]])
    }

    @Test(
        "the setting ends with its transaction: the next one on the connection sees nothing of it"
    )
    func localSetting() async throws {
        let house = try await WallHouse(connections: 1)

        for tenant in [Tenant.ID.eci, .other, .eci] {
            let seen: [String] = try await house.database.read(in: house.scope(tenant)) {
                try $0.column("SELECT DISTINCT tenant_id FROM ledger_entry")
            }
            #expect(seen == [tenant.text])
        }
        let shared: Int? = try await house.database.readShared {
            try $0.value("SELECT count(*) FROM ledger_entry")
        }
        #expect(shared == 0)
    }

    @Test("a login with nothing but the program's role can serve a database that is up to date")
    func leastRights() async throws {
        let house = try await WallHouse()
        let address = try PostgresAddress(try house.intruder())
        let database = Database(
            driver: PostgresDriver(
                settings: PostgresSettings(address: address, sightKey: WallHouse.key)
            )
        )
        let migrations = TenancyMigrations.all + LedgerMigrations.all

        let ran = try await Migrator(database: database, migrations: migrations)
            .run(at: TestClock.noon)
        let seen: [String] = try await database.read(in: house.scope(.other)) {
            try $0.column("SELECT tenant_id FROM ledger_entry")
        }
        let failure = await kind {
            try await Migrator(
                database: database,
                migrations: migrations + [Migration("later", "CREATE TABLE later (id ID);")]
            ).run(at: TestClock.noon)
        }

        #expect(ran == [])
        #expect(seen == ["other"])
        #expect(failure == .unsupported)
        try await database.close()
    }
}
