import Storage
import StoragePostgres
import StorageSQLite
import TestSupport
import Testing

/// Goal: one text of a migration becomes the words of each engine, and nothing else changes.
///
/// Method: the dialects of both engines.
@Suite("Dialects")
struct DialectTests {
    private let postgres = PostgresDriver.dialect

    @Test("type words become SQLite's types, in strict tables")
    func words() {
        let dialect = SQLiteDriver.dialect

        let text = dialect.render(
            """
            CREATE TABLE a (i ID, t TEXT, j JSON, n INSTANT, c COUNT, b BOOLEAN, r REAL, d BYTES);
            CREATE INDEX x ON a (i) WHERE NOT b;
            """
        )

        #expect(
            text == """
                CREATE TABLE a (i TEXT, t TEXT, j TEXT, n INTEGER, c INTEGER, b INTEGER, r REAL, d BLOB)STRICT;
                CREATE INDEX x ON a (i) WHERE NOT b;
                """
        )
    }

    @Test("every type word makes a column that takes nothing else")
    func runs() async throws {
        let test = try await TestDatabase()

        try await test.tables(
            "CREATE TABLE a (i ID, t TEXT, j JSON, n INSTANT, c COUNT, b BOOLEAN, r REAL, d BYTES);",
            access: TableAccess("a", .add)
        )

        let failure = await kind { try await test.script("INSERT INTO a (n) VALUES ('no number')") }
        #expect(failure == .constraint)
    }

    @Test(
        "only whole words in capitals are words",
        arguments: [
            "count(*)", "id instant bytes", "IDENTITY", "MY_ID", "ID_", "ID2", "2ID",
            "instantINSTANT",
            "ÉID", "",
        ]
    )
    func others(text: String) {
        let sqlite = SQLiteDriver.dialect

        #expect(sqlite.render(text) == text)
        #expect(postgres.render(text) == text)
    }

    @Test("an engine without a suffix ends its tables as they were written")
    func noSuffix() {
        let text = postgres.render("CREATE TABLE a (n INSTANT, d BYTES, c COUNT);")

        #expect(text == "CREATE TABLE a (n BIGINT, d BYTEA, c BIGINT);")
    }

    @Test(
        "the last table of a text is strict without a semicolon too, and other statements are not"
    )
    func suffix() {
        let dialect = SQLiteDriver.dialect

        #expect(dialect.render("\n CREATE TABLE a (i ID)") == "\n CREATE TABLE a (i TEXT)STRICT")
        #expect(dialect.render("ALTER TABLE a ADD b ID;") == "ALTER TABLE a ADD b TEXT;")
        #expect(dialect.render("INSERT INTO a VALUES (1);") == "INSERT INTO a VALUES (1);")
    }
}
