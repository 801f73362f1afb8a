import Dispatch
import Storage
import StoragePostgres
import Synchronization
import TestSupport

/// A database with a table of one text column.
struct NoteHouse: Sendable {
    let store: TestStore
    let database: Database

    init() async throws {
        store = try await TestStore()
        database = try store.open()
        let text = database.dialect.render("CREATE TABLE note (text TEXT NOT NULL PRIMARY KEY);")
        let access = TableAccess("note", .add, .change("text"))
        try await database.alter(declaring: [access]) { try $0.connection.runScript(text) }
    }

    func add(_ text: String) async throws {
        try await database.writeShared { try $0.run("INSERT INTO note (text) VALUES (\(text))") }
    }

    func notes() async throws -> [String] {
        try await database.readShared { try $0.column("SELECT text FROM note ORDER BY text") }
    }
}

/// Counts how often the body of a transaction ran.
final class Counter: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }

    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
