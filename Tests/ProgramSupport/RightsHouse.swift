package import Storage
import TestSupport

/// The program's tables, and a login that has its role.
package struct RightsHouse {
    private let store: TestStore
    /// Opened by the login that owns the tables.
    package let database: Database
    private let address: String

    /// In a database of its own, with the tables of these migrations.
    package init(_ migrations: [Migration]) async throws {
        store = try await TestStore()
        database = try store.open(connections: 2)
        try await Migrator(database: database, migrations: migrations).run(at: TestClock.noon)
        let login = store.name + "_server"
        try PostgresConsole.run(
            "CREATE ROLE \(login) LOGIN IN ROLE \(store.name)_tenant",
            at: store.address
        )
        address = store.address.replacing("//parvis@", with: "//\(login)@")
    }

    /// False when the database refuses it for want of a right; other refusals are thrown.
    package func may(_ statement: String) throws -> Bool {
        do {
            try PostgresConsole.run(statement, at: address)
            return true
        } catch let failure as PostgresConsole.Failure
            where ["permission denied", "must be owner"].contains(
                where: failure.description.contains
            )
        {
            return false
        }
    }
}
