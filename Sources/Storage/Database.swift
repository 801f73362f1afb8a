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
            var transaction = Transaction(connection: connection, scope: scope)
            return try body(&transaction)
        }
    }

    /// Writes all of what the body does, durably, or nothing when it throws.
    ///
    /// Only after `unknownOutcome` nobody knows, and the body was not tried again.
    ///
    /// What is done for the institution (`Scope.isOfStaff`) and leaves no mark in the audit is not
    /// written: that throws.
    ///
    /// The body may run more than once: it does nothing but SQL. `written` is for whoever has the next
    /// transaction ready: it is called as soon as that can begin, on engines where it is before this one
    /// is durable.
    package func write<Value: Sendable>(
        in scope: Scope,
        isolation: Isolation = .serializable,
        written: @escaping @Sendable () -> Void = {},
        _ body: @escaping @Sendable (inout Transaction) throws -> Value
    ) async throws -> Value {
        try await WriteRecord.noting {
            try await driver.write(
                for: scope.tenant,
                isolation: isolation,
                written: written
            ) { connection in
                guard scope.isOfStaff else {
                    var transaction = Transaction(connection: connection, scope: scope)
                    return try body(&transaction)
                }
                let watched = WatchedWrites(connection)
                var transaction = Transaction(connection: watched, scope: scope)
                let value = try body(&transaction)
                try watched.check()
                return value
            }
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
        try await WriteRecord.noting {
            try await driver.write(for: nil, isolation: .serializable) { connection in
                var transaction = SharedTransaction(connection: connection)
                return try body(&transaction)
            }
        }
    }

    /// Changes tables, or writes rows of every tenant, while no other process does.
    ///
    /// The program may do with the tables it makes what is declared, and nothing else.
    package func alter<Value: Sendable>(
        declaring access: [TableAccess] = [],
        _ body: @escaping @Sendable (inout SharedTransaction) throws -> Value
    ) async throws -> Value {
        try await driver.alter(declaring: access) { connection in
            var transaction = SharedTransaction(connection: connection)
            return try body(&transaction)
        }
    }

    /// Gives the program the rights that are declared for each table, and takes away all others.
    package func settle(_ access: [TableAccess]) async throws {
        try await driver.settle(access)
    }

    /// Writes a consistent copy into a new file while others read and write; gives the rows of each
    /// table in it.
    ///
    /// The file has its name only when it is whole: as far as the engine tells, and on PostgreSQL with as
    /// many rows in each table as the database had.
    @discardableResult
    package func backup(to path: String) async throws -> [(table: String, rows: Int)] {
        try await driver.backup(to: path)
    }

    /// Fills a database without tables from a copy that ``backup(to:)`` made with this engine; gives the
    /// rows of each table.
    ///
    /// Throws `unsupported` when the copy only has to be put in its place.
    package func restore(from path: String) async throws -> [(table: String, rows: Int)] {
        try await driver.restore(from: path)
    }

    /// Counts the rows of a table whose name came from the catalogue.
    package static func rowCount(of table: String) -> SQL {
        "SELECT count(*) FROM \(SQL.name(table))"
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
    package func distribute(_ access: [TableAccess]) async throws -> [String] {
        try await driver.distribute(access)
    }

    /// Every table; whatever one refers to stands before it.
    package func tables() async throws -> [TableShape] {
        try await driver.tables()
    }

    /// What an operator should know of the engine: name, version, journal, place.
    ///
    /// The rights on tables are compared with what is declared.
    package func facts(declared: [TableAccess]) async throws -> [DatabaseFact] {
        try await driver.facts(declared: declared)
    }

    package func close() async throws {
        try await driver.close()
    }
}
