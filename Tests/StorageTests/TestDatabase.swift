import Kernel
import Storage
import StorageSQLite
import TestSupport

/// A database of one test, with a table of one text column.
struct TestDatabase: Sendable {
    let store: TestStore
    let database: Database

    var path: String { store.path }
    var folder: TemporaryFolder { store.folder }

    init(settings: SQLiteSettings = SQLiteSettings()) async throws {
        store = try await TestStore()
        database = try store.open(sqlite: settings)
        try await tables(
            "CREATE TABLE note (text TEXT NOT NULL PRIMARY KEY);",
            access: TableAccess("note", .add, .remove)
        )
    }

    /// Another connection to the same database, as another process would have it.
    func second(_ settings: SQLiteSettings = SQLiteSettings()) throws -> Database {
        try store.open(sqlite: settings)
    }

    /// Makes a table, written as in a migration.
    func tables(_ text: String, access: TableAccess) async throws {
        let rendered = database.dialect.render(text)
        try await database.alter(declaring: [access]) { try $0.connection.runScript(rendered) }
    }

    func script(_ text: String) async throws {
        try await database.writeShared { try $0.connection.runScript(text) }
    }

    func add(_ text: String) async throws {
        try await database.writeShared { try Note.add(text, in: &$0) }
    }

    func notes() async throws -> [String] {
        try await database.readShared { try Note.all(in: &$0) }
    }
}

/// The rows of the table of ``TestDatabase``.
enum Note {
    static func add(_ text: String, in transaction: inout SharedTransaction) throws(StorageError) {
        try transaction.run("INSERT INTO note (text) VALUES (\(text))")
    }

    static func all(in transaction: inout SharedTransaction) throws(StorageError) -> [String] {
        try transaction.column("SELECT text FROM note ORDER BY text")
    }
}
