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
        prepare: @Sendable (Database) async throws -> Void
    ) async throws -> TestTemplate {
        try await shelf.template(name, prepare: prepare)
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
        private enum Place {
            case made(TestTemplate)
            case begun([CheckedContinuation<Void, Never>])
        }

        private var places: [String: Place] = [:]

        func template(
            _ name: String,
            prepare: @Sendable (Database) async throws -> Void
        ) async throws -> TestTemplate {
            while case .begun(let waiting) = places[name] {
                await withCheckedContinuation { places[name] = .begun(waiting + [$0]) }
            }
            if case .made(let template) = places[name] { return template }
            places[name] = .begun([])
            let template = try await make(places.count, prepare, for: name)
            end(name, with: template)
            return template
        }

        private func make(
            _ number: Int,
            _ prepare: @Sendable (Database) async throws -> Void,
            for name: String
        ) async throws -> TestTemplate {
            do {
                return try await TestTemplate(number: number, prepare: prepare)
            } catch {
                end(name, with: nil)
                throw error
            }
        }

        /// Whoever waited goes on; without a template the next one tries again.
        private func end(_ name: String, with template: TestTemplate?) {
            guard case .begun(let waiting) = places[name] else { return }
            places[name] = template.map { .made($0) }
            for each in waiting { each.resume() }
        }
    }
}
