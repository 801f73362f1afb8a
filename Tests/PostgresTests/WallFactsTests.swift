import Storage
import StoragePostgres
import TestSupport
import Testing

/// Goal: whatever is missing from the wall between tenants, or too much in the program's rights, is
/// named, and migrating mends it.
///
/// Method: each kind of damage on a sound database, by the hand of an administrator.
@Suite("What doctor sees of the wall", .enabled(if: TestEngine.isPostgres))
struct WallFactsTests {
    /// What an administrator typed, with `ROLE` for the program's role, and what is said of it.
    static let damages: [(statement: String, words: String)] = [
        (
            "ALTER TABLE ledger_entry DISABLE ROW LEVEL SECURITY",
            "ledger_entry: row-level security is off"
        ),
        (
            "ALTER TABLE space NO FORCE ROW LEVEL SECURITY",
            "space: row-level security does not bind"
        ),
        ("DROP POLICY tenant_rows ON ledger_item", "ledger_item: its policies are not"),
        ("CREATE POLICY more ON ledger_day USING (TRUE)", "ledger_day: its policies are not"),
        (
            "ALTER POLICY tenant_rows ON ledger_hour USING (TRUE) WITH CHECK (TRUE)",
            "ledger_hour: its policies are not"
        ),
        ("ALTER POLICY owner_rows ON ledger_hour TO PUBLIC", "ledger_hour: its policies are not"),
        (
            """
            DROP POLICY tenant_rows ON ledger_entry;
            CREATE POLICY tenant_rows ON ledger_entry
                USING ((SELECT parvis_wall.sight()) IN (tenant_id, '+'))
            """,
            "ledger_entry: its policies are not"
        ),
        ("GRANT UPDATE ON ledger_entry TO \"ROLE\"", "too much: UPDATE on ledger_entry"),
        ("GRANT UPDATE (tenant_id) ON space TO PUBLIC", "too much: UPDATE (tenant_id) on space"),
        ("GRANT DELETE ON migration TO \"ROLE\"", "too much: DELETE on migration"),
        ("GRANT TRUNCATE ON space TO \"ROLE\"", "too much: TRUNCATE on space"),
        ("REVOKE INSERT ON ledger_entry FROM \"ROLE\"", "missing: INSERT on ledger_entry"),
        (
            "REVOKE UPDATE (closes_at) ON ledger_item FROM \"ROLE\"",
            "missing: UPDATE (closes_at) on ledger_item"
        ),
        ("GRANT TEMPORARY ON DATABASE \"THIS\" TO PUBLIC", "may make tables of its own"),
        ("GRANT CREATE ON SCHEMA public TO PUBLIC", "may make tables of its own"),
    ]

    @Test("damage is named, and migrating mends it", arguments: damages)
    func damage(statement: String, words: String) async throws {
        let house = try await WallHouse()
        let before = try await Self.problems(of: house)
        let typed = statement.replacing("ROLE", with: house.store.name + "_tenant")
            .replacing("THIS", with: house.store.name)
        try PostgresConsole.run(typed, at: house.store.address)

        let found = try await Self.problems(of: house)
        try await house.migrator.settle()
        let after = try await Self.problems(of: house)

        #expect(before == [])
        #expect(found.count == 1 && found[0].contains(words), "\(found)")
        #expect(after == [])
        #expect(try await house.rows(of: .eci) == 1)
    }

    @Test(
        "a login that could change tables is a problem, one with the program's role alone is none"
    )
    func login() async throws {
        let house = try await WallHouse()
        let address = try PostgresAddress(try house.intruder())
        let server = Database(
            driver: PostgresDriver(
                settings: PostgresSettings(address: address, sightKey: WallHouse.key)
            )
        )

        let owner = try await house.database.facts(declared: house.migrator.access)
        let least = try await server.facts(declared: house.migrator.access)

        #expect(owner.contains { $0.name == "login" && $0.problem?.contains("parvis") == true })
        #expect(least.contains { $0.name == "login" && $0.problem == nil })
        #expect(least.contains { $0.name == "rows are read as" && $0.problem == nil })
        try await server.close()
    }

    @Test("without its role the program does nothing, rather than with the rights of its login")
    func withoutRole() async throws {
        let house = try await WallHouse()
        let login = house.store.name + "_stranger"
        try PostgresConsole.run("CREATE ROLE \(login) LOGIN", at: house.store.address)
        let text = house.store.address.replacing("//parvis@", with: "//\(login)@")
        let database = Database(
            driver: PostgresDriver(
                settings: PostgresSettings(
                    address: try PostgresAddress(text),
                    sightKey: WallHouse.key
                )
            )
        )

        var told = ""
        do { try await database.reach() } catch let error as StorageError { told = error.detail }

        #expect(told.contains("GRANT \"\(house.store.name)_tenant\" TO"), "\(told)")
        try await database.close()
    }

    /// All but that the tests' server does not wait for its disk, and that they connect as its owner.
    private static func problems(of house: WallHouse) async throws -> [String] {
        try await house.database.facts(declared: house.migrator.access)
            .filter { $0.name != "login" && $0.name != "fsync, synchronous_commit" }
            .compactMap(\.problem)
    }
}
