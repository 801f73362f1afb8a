import FoundationEssentials
package import Storage
import StoragePostgres
package import StorageSQLite
import Synchronization

/// An empty database of one test, gone when the test is over.
package final class TestStore: Sendable {
    package let folder: TemporaryFolder
    private let engine: TestEngine
    private let name: String
    private static let count = Atomic(0)
    private static let places = TestPlaces(40)

    /// On the engine of this run.
    ///
    /// Waits while many tests have one: a server has only so many connections.
    package init() async throws {
        folder = try TemporaryFolder()
        engine = TestEngine.current
        let number = Self.count.add(1, ordering: .relaxed).newValue
        name = "test_\(ProcessInfo.processInfo.processIdentifier)_\(number)"
        if case .postgres(let address) = engine {
            await Self.places.take()
            try PostgresConsole.run("CREATE DATABASE \(name)", at: address)
        }
    }

    deinit {
        guard case .postgres(let address) = engine else { return }
        _ = try? PostgresConsole.run("DROP DATABASE \(name) WITH (FORCE)", at: address)
        Self.places.giveBack()
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
    package func open(sqlite: SQLiteSettings = SQLiteSettings()) throws -> Database {
        switch engine {
        case .sqlite:
            return Database(driver: try SQLiteDriver(path: path, settings: sqlite))
        case .postgres:
            var settings = PostgresSettings(address: try PostgresAddress(address))
            settings.connections = 6
            return Database(driver: PostgresDriver(settings: settings))
        }
    }
}

extension String {
    /// Another database on the same server.
    fileprivate func replacingLast(with name: String) -> String {
        let parts = split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return parts.joined(separator: "/") + "/" + name
    }
}
