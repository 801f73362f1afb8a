package import Kernel

/// An engine: what SQLite and PostgreSQL do differently.
package protocol DatabaseDriver: Sendable {
    var dialect: Dialect { get }

    /// Runs the body in a transaction that sees one state and writes nothing.
    ///
    /// The tenant is nil only for what all tenants share; an engine with row-level security sets it.
    func read<Value: Sendable>(
        for tenant: Tenant.ID?,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value

    /// Runs the body in a transaction that is durable when this returns, and undone when it throws.
    ///
    /// The body may run again after it met another transaction.
    func write<Value: Sendable>(
        for tenant: Tenant.ID?,
        isolation: Isolation,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value

    /// Runs the body with every right on every row, while no other process does: for migrations and
    /// copies.
    ///
    /// The program may do with the tables it makes what is declared, and nothing else.
    func alter<Value: Sendable>(
        declaring access: [TableAccess],
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value

    /// Gives the program the rights that are declared for each table, and takes away all others.
    func settle(_ access: [TableAccess]) async throws

    /// Writes a consistent copy into a new file while others read and write; gives the rows of each
    /// table in it.
    ///
    /// The file has its name only when it is whole, as far as the engine can tell.
    func backup(to path: String) async throws -> [(table: String, rows: Int)]

    /// Fills a database without tables from a copy; gives the rows of each table.
    ///
    /// Throws `unsupported` when the copy only has to be put in its place.
    func restore(from path: String) async throws -> [(table: String, rows: Int)]

    /// Spreads the tables over several servers by tenant; gives a line for each that was not yet.
    ///
    /// Throws `unsupported` when the engine, or this server, cannot.
    func distribute(_ access: [TableAccess]) async throws -> [String]

    /// Every table; whatever one refers to stands before it.
    func tables() async throws -> [TableShape]

    /// What an operator should know; rights on tables are compared with what is declared.
    func facts(declared: [TableAccess]) async throws -> [DatabaseFact]

    func close() async throws

    /// Writes as ``write(for:isolation:_:)``; calls `written` as soon as the next transaction can begin,
    /// though this one is not durable yet.
    ///
    /// An engine that lets nobody in before that never calls it.
    func write<Value: Sendable>(
        for tenant: Tenant.ID?,
        isolation: Isolation,
        written: @escaping @Sendable () -> Void,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value
}

extension DatabaseDriver {
    package func write<Value: Sendable>(
        for tenant: Tenant.ID?,
        isolation: Isolation,
        written: @escaping @Sendable () -> Void,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await write(for: tenant, isolation: isolation, body)
    }
}
