import Storage
import Synchronization
import TestSupport
import Testing

/// Goal: what the server does not support is told at once; only a plan of older tables is made anew.
///
/// Method: both come with the code `0A000`, so the bodies of transactions count how often they run.
@Suite("What a server refuses", .enabled(if: TestEngine.isPostgres))
struct RefusedStatementTests {
    @Test("a statement that is not supported is tried once")
    func unsupported() async throws {
        let database = try await TestStore().open()
        try await database.alter { try $0.connection.runScript("CREATE TABLE a (b BIGINT)") }
        let count = Atomic(0)

        await #expect(throws: StorageError.self) {
            try await database.writeShared { transaction in
                count.add(1, ordering: .relaxed)
                let _: Int? = try transaction.value("SELECT b FROM a FOR UPDATE OF a LIMIT count(*)")
            }
        }
        await #expect(throws: StorageError.self) {
            try await database.alter { transaction in
                count.add(1, ordering: .relaxed)
                try transaction.connection.runScript(
                    "DO $$ BEGIN RAISE 'no' USING ERRCODE = 'feature_not_supported'; END $$"
                )
            }
        }

        #expect(count.load(ordering: .relaxed) == 2)
        try await database.close()
    }

    @Test("a plan of a table that has changed since is made anew")
    func stale() async throws {
        let store = try await TestStore()
        let database = try store.open(connections: 1)
        let access = TableAccess("a", .add)
        try await database.alter(declaring: [access]) {
            try $0.connection.runScript("CREATE TABLE a (b BIGINT); INSERT INTO a VALUES (1)")
        }
        let count = Atomic(0)

        let before: Int? = try await database.readShared { transaction in
            count.add(1, ordering: .relaxed)
            return try transaction.value("SELECT * FROM a")
        }
        try PostgresConsole.run("ALTER TABLE a ALTER b TYPE TEXT", at: store.address)
        let after: String? = try await database.readShared { transaction in
            count.add(1, ordering: .relaxed)
            return try transaction.value("SELECT * FROM a")
        }

        #expect(before == 1)
        #expect(after == "1")
        #expect(count.load(ordering: .relaxed) == 3)
        try await database.close()
    }
}
