import Dispatch
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
        try await tables("CREATE TABLE note (text TEXT NOT NULL PRIMARY KEY);")
    }

    /// Another connection to the same database, as another process would have it.
    func second(_ settings: SQLiteSettings = SQLiteSettings()) throws -> Database {
        try store.open(sqlite: settings)
    }

    /// Makes tables, written as a migration is.
    func tables(_ text: String) async throws {
        let rendered = database.dialect.render(text)
        try await database.alter { try $0.connection.runScript(rendered) }
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

/// Lets the body of one transaction wait for another; a test that is wrong ends, and does not hang.
struct Signal: Sendable {
    struct NeverCame: Error {}

    private let semaphore = DispatchSemaphore(value: 0)

    func give() { semaphore.signal() }

    func await() throws {
        guard semaphore.wait(timeout: .now() + 20) == .success else { throw NeverCame() }
    }
}

/// Whatever stands in a cell.
struct Cell: SQLReadable, Sendable, Equatable {
    let value: SQLValue

    init(sqlValue: SQLValue) { value = sqlValue }
}

/// The kind of the storage error that a body throws; nil when it throws none.
func kind(of body: () async throws -> Void) async -> StorageError.Kind? {
    do {
        try await body()
        return nil
    } catch {
        return (error as? StorageError)?.kind
    }
}
