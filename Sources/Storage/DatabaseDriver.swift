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
    /// Whatever tables it makes, a shared transaction sees all rows of those that are named.
    func alter<Value: Sendable>(
        opening tables: [String],
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value

    /// Writes a consistent copy into a new file while others read and write.
    ///
    /// Throws `unsupported` when the engine brings its own tools for that.
    func backup(to path: String) async throws

    /// Spreads the tables over several servers by tenant; gives a line for each that was not yet.
    ///
    /// Throws `unsupported` when the engine, or this server, cannot.
    func distribute() async throws -> [String]

    /// Every table, in the order in which they were made: whatever one refers to stands before it.
    func tables() async throws -> [TableShape]

    func facts() async throws -> [DatabaseFact]

    func close() async throws
}
