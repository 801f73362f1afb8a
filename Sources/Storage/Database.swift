package import Kernel

/// One database, whichever engine runs it.
///
/// The body of a transaction is synchronous and runs on the thread that owns the connection. So a
/// transaction can never stay open across an `await`, and store code is plain functions.
package struct Database: Sendable {
    private let driver: any DatabaseDriver

    package init(driver: any DatabaseDriver) {
        self.driver = driver
    }

    /// Reads one consistent state of the database.
    package func read<Value: Sendable>(
        in scope: Scope,
        _ body: @escaping @Sendable (inout Transaction) throws -> Value
    ) async throws -> Value {
        try await driver.read(for: scope.tenant) { connection in
            var transaction = Transaction(
                connection: connection,
                tenant: scope.tenant,
                now: scope.now
            )
            return try body(&transaction)
        }
    }

    /// Writes all of what the body does, durably, or nothing when it throws.
    ///
    /// The body may run more than once: it does nothing but SQL.
    package func write<Value: Sendable>(
        in scope: Scope,
        isolation: Isolation = .serializable,
        _ body: @escaping @Sendable (inout Transaction) throws -> Value
    ) async throws -> Value {
        try await driver.write(for: scope.tenant, isolation: isolation) { connection in
            var transaction = Transaction(
                connection: connection,
                tenant: scope.tenant,
                now: scope.now
            )
            return try body(&transaction)
        }
    }

    /// Reads what all tenants share.
    package func readShared<Value: Sendable>(
        _ body: @escaping @Sendable (inout SharedTransaction) throws -> Value
    ) async throws -> Value {
        try await driver.read(for: nil) { connection in
            var transaction = SharedTransaction(connection: connection)
            return try body(&transaction)
        }
    }

    /// Writes what all tenants share.
    ///
    /// The body may run more than once: it does nothing but SQL.
    package func writeShared<Value: Sendable>(
        _ body: @escaping @Sendable (inout SharedTransaction) throws -> Value
    ) async throws -> Value {
        try await driver.write(for: nil, isolation: .serializable) { connection in
            var transaction = SharedTransaction(connection: connection)
            return try body(&transaction)
        }
    }

    /// Changes tables, or writes rows of every tenant, while no other process does.
    ///
    /// Whatever tables it makes, shared transactions see all rows of those in `tables`.
    package func alter<Value: Sendable>(
        opening tables: [String] = [],
        _ body: @escaping @Sendable (inout SharedTransaction) throws -> Value
    ) async throws -> Value {
        try await driver.alter(opening: tables) { connection in
            var transaction = SharedTransaction(connection: connection)
            return try body(&transaction)
        }
    }

    /// Writes a consistent copy into a new file while others read and write.
    ///
    /// Throws `unsupported` when the engine brings its own tools for that.
    package func backup(to path: String) async throws {
        try await driver.backup(to: path)
    }

    package var dialect: Dialect { driver.dialect }

    /// Returns when the database can be read.
    ///
    /// Throws `unavailable`, with the reason, while it cannot.
    package func reach() async throws {
        try await driver.read(for: nil) { try $0.perform("SELECT 1") }
    }

    /// Spreads the tables over several servers by tenant; gives a line for each that was not yet.
    ///
    /// Throws `unsupported` when the engine, or this server, cannot.
    package func distribute() async throws -> [String] {
        try await driver.distribute()
    }

    /// Every table, in the order in which they were made: whatever one refers to stands before it.
    package func tables() async throws -> [TableShape] {
        try await driver.tables()
    }

    /// What an operator should know of the engine: name, version, journal, place.
    package func facts() async throws -> [DatabaseFact] {
        try await driver.facts()
    }

    package func close() async throws {
        try await driver.close()
    }
}
