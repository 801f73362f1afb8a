import Storage
import TestSupport
import Testing

/// Goal: what the server does not support is told at once; only a plan of older tables is made anew.
///
/// Method: both come with the code `0A000`, so the bodies of transactions count how often they run.
@Suite("What a server refuses", .enabled(if: TestEngine.isPostgres))
struct RefusedStatementTests {
    @Test("a statement that is not supported is tried once")
    func unsupported() async throws {
        let house = try await NoteHouse()
        let counter = Counter()
        var told: [String] = []

        do {
            try await house.database.writeShared { transaction in
                _ = counter.next()
                let _: Int? = try transaction.value("SELECT count(*) FROM note FOR UPDATE")
            }
        } catch let error as StorageError { told.append(error.detail) }
        do {
            try await house.database.alter { transaction in
                _ = counter.next()
                try transaction.connection.runScript(
                    "DO $$ BEGIN RAISE 'no' USING ERRCODE = 'feature_not_supported'; END $$"
                )
            }
        } catch let error as StorageError { told.append(error.detail) }

        #expect(told.count == 2 && told.allSatisfy { $0.contains("0A000") }, "\(told)")
        #expect(counter.value == 2)
        try await house.database.close()
    }

    @Test("a plan of a table that has changed since is made anew")
    func stale() async throws {
        let store = try await TestStore()
        let database = try store.open(connections: 1)
        let access = TableAccess("a", .add)
        try await database.alter(declaring: [access]) {
            try $0.connection.runScript("CREATE TABLE a (b BIGINT); INSERT INTO a VALUES (1)")
        }
        let counter = Counter()

        let before: Int? = try await database.readShared { transaction in
            _ = counter.next()
            return try transaction.value("SELECT * FROM a")
        }
        try PostgresConsole.run("ALTER TABLE a ALTER b TYPE TEXT", at: store.address)
        let after: String? = try await database.readShared { transaction in
            _ = counter.next()
            return try transaction.value("SELECT * FROM a")
        }

        #expect(before == 1)
        #expect(after == "1")
        #expect(counter.value == 3)
        try await database.close()
    }
}
