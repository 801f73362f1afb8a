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
    func write<Value: Sendable>(
        for tenant: Tenant.ID?,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value

    func facts() async throws -> [(name: String, value: String)]

    func close() async throws
}
