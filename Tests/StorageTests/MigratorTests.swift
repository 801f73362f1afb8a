import Kernel
import Storage
import TestSupport
import Testing

/// Goal: a database always has exactly the tables that its program expects, or says what is wrong.
///
/// Method: small histories of tables, run once, twice, changed and broken.
@Suite("Migrations")
struct MigratorTests {
    private static let first = Migration(
        "t/1",
        "CREATE TABLE first (id ID NOT NULL PRIMARY KEY);",
        access: [TableAccess("first", .add)]
    )
    private static let second = Migration(
        "t/2",
        "ALTER TABLE first ADD COLUMN at INSTANT; CREATE TABLE second (is_on BOOLEAN NOT NULL);"
    )

    @Test("migrations run in their order, once, and are remembered")
    func order() async throws {
        let test = try await TestDatabase()
        let migrator = Migrator(database: test.database, migrations: [Self.first, Self.second])

        #expect(try await migrator.run(at: TestClock.noon) == ["t/1", "t/2"])
        #expect(try await migrator.run(at: TestClock.noon) == [])
        let times: [Instant] = try await test.database.readShared {
            try $0.column("SELECT ran_at FROM migration")
        }
        #expect(times == [TestClock.noon, TestClock.noon])
    }

    @Test("a new migration runs alone, behind those that ran before")
    func added() async throws {
        let test = try await TestDatabase()
        try await Migrator(database: test.database, migrations: [Self.first]).run(
            at: TestClock.noon
        )

        let migrator = Migrator(database: test.database, migrations: [Self.first, Self.second])

        #expect(try await migrator.run(at: TestClock.noon) == ["t/2"])
    }

    @Test("a migration that was changed after it ran is refused, and nothing behind it runs")
    func changed() async throws {
        let test = try await TestDatabase()
        try await Migrator(database: test.database, migrations: [Self.first]).run(
            at: TestClock.noon
        )
        let changed = Migration(Self.first.id, Self.first.text + " ")

        let failure = await kind {
            try await Migrator(database: test.database, migrations: [changed, Self.second])
                .run(at: TestClock.noon)
        }

        #expect(failure == .migration)
        #expect(try await tables(of: test) == ["first", "migration", "note"])
    }

    @Test("a migration that fails in its middle leaves nothing of itself, and can be run again")
    func broken() async throws {
        let test = try await TestDatabase()
        let broken = Migration("t/2", "CREATE TABLE half (id ID); CREATE TABLE first (id ID);")

        let failure = await kind {
            try await Migrator(database: test.database, migrations: [Self.first, broken])
                .run(at: TestClock.noon)
        }

        #expect(failure == .other)
        #expect(try await tables(of: test) == ["first", "migration", "note"])
        let mended = Migrator(database: test.database, migrations: [Self.first, Self.second])
        #expect(try await mended.run(at: TestClock.noon) == ["t/2"])
    }

    @Test("two programs that start at once run each migration once")
    func together() async throws {
        let test = try await TestDatabase()
        let other = try test.second()
        let migrations = [Self.first, Self.second]

        async let here = Migrator(database: test.database, migrations: migrations).run(
            at: TestClock.noon
        )
        async let there = Migrator(database: other, migrations: migrations).run(at: TestClock.noon)
        let ran = try await here + there

        #expect(ran.sorted() == ["t/1", "t/2"])
    }

    @Test("an older program starts and works on the tables of a newer one")
    func older() async throws {
        let test = try await TestDatabase()
        let newer = Migrator(database: test.database, migrations: [Self.first, Self.second])
        try await newer.run(at: TestClock.noon)
        let older = Migrator(database: test.database, migrations: [Self.first])

        #expect(try await older.run(at: TestClock.noon) == [])
        try await test.database.writeShared { transaction in
            try transaction.run("INSERT INTO first (id) VALUES (\("a"))")
        }
        let ids: [String] = try await test.database.readShared {
            try $0.column("SELECT id FROM first")
        }
        #expect(ids == ["a"])
    }

    @Test("a checksum tells texts apart, and stays the same for ever")
    func checksum() {
        #expect(Migration("a", "x").checksum != Migration("a", "y").checksum)
        #expect(Migration("a", "x").checksum == Migration("b", "x").checksum)
        // FNV-1a, 64 bits, of the published test vectors: "" and "foobar".
        #expect(Migration("a", "").checksum == "cbf29ce484222325")
        #expect(Migration("a", "foobar").checksum == "85944171f73967e8")
    }

    private func tables(of test: TestDatabase) async throws -> [String] {
        try await test.database.tables().map(\.name).sorted()
    }
}
