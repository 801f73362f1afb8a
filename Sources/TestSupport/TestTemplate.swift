import FoundationEssentials
package import Storage

/// A database that was prepared once, for every test that begins with it.
///
/// To migrate takes longer than most tests that need it.
package struct TestTemplate: Sendable {
    /// Stays until the last test has ended: what copies are made of.
    let store: TestStore
    /// What an SQLite database is made of; nothing on PostgreSQL, whose server copies.
    let bytes: [UInt8]

    /// The template of that name; whoever asks first has it prepared, and others wait for that.
    package static func named(
        _ name: String,
        prepare: @escaping @Sendable (Database) async throws -> Void
    ) async throws -> TestTemplate {
        try await shelf.template(name, prepare: prepare).value
    }

    private init(
        number: Int,
        prepare: (Database) async throws -> Void
    ) async throws {
        store = try await TestStore(templateOf: number)
        let database = try store.open()
        try await prepare(database)
        try await database.close()
        guard TestEngine.isSQLite else {
            bytes = []
            return
        }
        guard let data = FileManager.default.contents(atPath: store.path) else {
            throw StorageError(.unreadable, "the file of a template is not there")
        }
        bytes = [UInt8](data)
    }

    private static let shelf = Shelf()

    private actor Shelf {
        private var templates: [String: Task<TestTemplate, any Error>] = [:]

        func template(
            _ name: String,
            prepare: @escaping @Sendable (Database) async throws -> Void
        ) -> Task<TestTemplate, any Error> {
            if let made = templates[name] { return made }
            let number = templates.count + 1
            let made = Task { try await TestTemplate(number: number, prepare: prepare) }
            templates[name] = made
            return made
        }
    }
}
