import Dispatch
import FoundationEssentials
package import Storage
package import StoragePostgres
package import StorageSQLite
import Synchronization

/// An empty database of one test, gone when the test is over.
package final class TestStore: Sendable {
    package let folder: TemporaryFolder
    private let engine: TestEngine
    /// Of the database, where it has one.
    package let name: String
    private static let count = Atomic(0)
    /// Several at once: a server takes half a second of waiting for each database that it makes or drops.
    private static let queue = DispatchQueue(label: "parvis.test-stores", attributes: .concurrent)
    private static let places = TestPlaces(48)

    /// On the engine of this run.
    ///
    /// Waits while many tests have one: a server has only so many connections.
    package convenience init() async throws {
        try await self.init(named: "test_\(Self.process)_\(Self.next())")
    }

    /// The same, with all that a template holds.
    package convenience init(from template: TestTemplate) async throws {
        let original = template.store.name
        let name = original.prefix(Self.sharedCharacters) + String(Self.next())
        try await self.init(named: String(name), copying: original)
        guard case .sqlite = engine else { return }
        let data = Data(template.bytes)
        guard FileManager.default.createFile(atPath: path, contents: data) else {
            throw StorageError(.full, "a template could not be written")
        }
    }

    /// What a template is prepared in.
    ///
    /// On PostgreSQL the program's role is called by the first characters of its database's name: its copies
    /// have the same ones, and with them the role to which their tables give rights.
    convenience init(templateOf number: Int) async throws {
        let name = "test_\(Self.process)_template_\(number)_"
        let pad = String(repeating: "_", count: Self.sharedCharacters - name.count)
        try await self.init(named: name + pad + "0")
    }

    private init(named name: String, copying template: String? = nil) async throws {
        folder = try TemporaryFolder()
        engine = TestEngine.current
        self.name = name
        guard case .postgres(let address) = engine else { return }
        await Self.places.take()
        // Its files, and not page by page through the journal: that takes half as long.
        let origin = template.map { " TEMPLATE \($0) STRATEGY file_copy" } ?? ""
        try await Self.aside("CREATE DATABASE \(name)\(origin)", at: address)
    }

    /// So many characters of the name of a database begin that of the program's role.
    private static let sharedCharacters = 56
    private static let process = ProcessInfo.processInfo.processIdentifier

    private static func next() -> Int { count.add(1, ordering: .relaxed).newValue }

    deinit {
        guard case .postgres(let address) = engine else { return }
        let name = self.name
        Self.queue.async {
            _ = try? PostgresConsole.run("DROP DATABASE \(name) WITH (FORCE)", at: address)
            Self.places.giveBack()
        }
    }

    /// Not on one of the few threads on which everything else runs: it takes a tenth of a second.
    private static func aside(_ statement: String, at address: String) async throws {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            queue.async {
                done.resume(
                    with: Result { _ = try PostgresConsole.run(statement, at: address) }
                )
            }
        }
    }

    /// How an operator would name it.
    package var address: String {
        switch engine {
        case .sqlite: "sqlite:" + path
        case .postgres(let address): String(address.prefix { $0 != "?" }).replacingLast(with: name)
        }
    }

    /// The file of an SQLite database.
    package var path: String { folder.path + "/test.sqlite" }

    /// Opens it; more than once, as several processes would.
    package func open(
        sqlite: SQLiteSettings = SQLiteSettings(),
        connections: Int = 6
    ) throws -> Database {
        Database(driver: try driver(sqlite: sqlite, connections: connections))
    }

    /// The engine itself, for a test that stands between it and the database.
    package func driver(
        sqlite: SQLiteSettings = SQLiteSettings(),
        connections: Int = 6
    ) throws -> any DatabaseDriver {
        switch engine {
        case .sqlite: try SQLiteDriver(path: path, settings: sqlite)
        case .postgres: PostgresDriver(settings: try postgres(connections: connections))
        }
    }

    /// How a PostgreSQL server is used, to be changed by a test.
    package func postgres(connections: Int) throws -> PostgresSettings {
        var settings = PostgresSettings(
            address: try PostgresAddress(address),
            sightKey: SightKey([UInt8](repeating: 7, count: 32))
        )
        settings.connections = connections
        // Many tests share two cores.
        settings.poolWait = .seconds(60)
        return settings
    }

    /// Ends every connection to it, as a restart of the server does.
    package func cutConnections() throws {
        try atServer(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(name)'"
        )
    }

    /// Takes the database away until ``restore()``.
    package func cutOff() throws {
        try atServer("ALTER DATABASE \(name) ALLOW_CONNECTIONS false")
        try cutConnections()
    }

    package func restore() throws {
        try atServer("ALTER DATABASE \(name) ALLOW_CONNECTIONS true")
    }

    /// From outside of this database.
    private func atServer(_ statement: String) throws {
        guard case .postgres(let address) = engine else { return }
        try PostgresConsole.run(statement, at: address)
    }
}

extension String {
    /// Another database on the same server.
    fileprivate func replacingLast(with name: String) -> String {
        let parts = split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return parts.joined(separator: "/") + "/" + name
    }
}
