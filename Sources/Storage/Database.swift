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
    package func write<Value: Sendable>(
        in scope: Scope,
        _ body: @escaping @Sendable (inout Transaction) throws -> Value
    ) async throws -> Value {
        try await driver.write(for: scope.tenant) { connection in
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
    package func writeShared<Value: Sendable>(
        _ body: @escaping @Sendable (inout SharedTransaction) throws -> Value
    ) async throws -> Value {
        try await driver.write(for: nil) { connection in
            var transaction = SharedTransaction(connection: connection)
            return try body(&transaction)
        }
    }

    package var dialect: Dialect { driver.dialect }

    /// What an operator should know of the engine: name, version, journal, place.
    ///
    /// No secrets.
    package func facts() async throws -> [(name: String, value: String)] {
        try await driver.facts()
    }

    package func close() async throws {
        try await driver.close()
    }
}
