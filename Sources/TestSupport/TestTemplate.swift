import FoundationEssentials
package import Storage

/// The file of a database that was prepared once, for every test that begins with it.
///
/// To migrate takes longer than most tests that need it. On SQLite only: on PostgreSQL a copy would
/// belong to the role of the database it was made of.
package struct TestTemplate: Sendable {
    private let bytes: [UInt8]

    /// The template of that name; whoever asks first has it prepared.
    package static func named(
        _ name: String,
        prepare: @Sendable (Database) async throws -> Void
    ) async throws -> TestTemplate {
        if let made = await shelf.templates[name] { return made }

        // Two who ask first at the same time both prepare one: that is less than to make one wait.
        let made = try await TestTemplate(prepare: prepare)
        await shelf.keep(made, as: name)
        return made
    }

    private init(prepare: (Database) async throws -> Void) async throws {
        let store = try await TestStore()
        let database = try store.open()
        try await prepare(database)
        try await database.close()
        guard let data = FileManager.default.contents(atPath: store.path) else {
            throw StorageError(.unreadable, "the file of a template is not there")
        }
        bytes = [UInt8](data)
    }

    /// Makes a database that nobody has opened yet begin with it.
    package func write(to store: TestStore) throws {
        guard FileManager.default.createFile(atPath: store.path, contents: Data(bytes)) else {
            throw StorageError(.full, "a template could not be written")
        }
    }

    private static let shelf = Shelf()

    private actor Shelf {
        var templates: [String: TestTemplate] = [:]

        func keep(_ template: TestTemplate, as name: String) { templates[name] = template }
    }
}
