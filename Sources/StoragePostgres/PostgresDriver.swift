package import Kernel
package import Storage

/// PostgreSQL through libpq: several connections, each on a queue of its own.
package struct PostgresDriver: DatabaseDriver {
    let pool: PostgresPool
    let settings: PostgresSettings

    package var dialect: Dialect { Self.dialect }

    package static let dialect = Dialect(
        name: "PostgreSQL",
        placeholder: "$",
        types: [
            // Texts are ordered by their bytes, as in SQLite: in every installation alike, and no index
            // breaks when the machine's tables of letters change.
            "ID": "TEXT COLLATE \"C\"", "TEXT": "TEXT COLLATE \"C\"",
            "JSON": "TEXT COLLATE \"C\"", "INSTANT": "BIGINT", "COUNT": "BIGINT",
            "BYTES": "BYTEA", "REAL": "DOUBLE PRECISION", "FULL_TEXT": PostgresFullText().index,
            "FULL_TEXT_NAMES": PostgresFullText().names,
            "FULL_TEXT_HOLDS": PostgresFullText().holds,
            "NUMBER_KEY": "PRIMARY KEY (tenant_id, number)",
        ],
        tableSuffix: ""
    )

    /// Connects when it is first used, so that a server that is away stops nobody here.
    package init(settings: PostgresSettings) {
        self.settings = settings
        pool = PostgresPool(settings)
    }

    package func read<Value: Sendable>(
        for tenant: Tenant.ID?,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await transact(.read(Self.sight(tenant)), body)
    }

    package func write<Value: Sendable>(
        for tenant: Tenant.ID?,
        isolation: Isolation,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await transact(.write(Self.sight(tenant), isolation), body)
    }

    package func alter<Value: Sendable>(
        declaring access: [TableAccess],
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await transact(.alter(declaring: access), body)
    }

    package func close() async throws {
        await pool.close()
    }

    package func settle(_ access: [TableAccess]) async throws {
        try await transact(.alter(declaring: access, isWhole: true)) { _ in }
    }

    /// Tries again what met another transaction, and once what found its connection broken.
    ///
    /// Never what may have been committed: whoever wrote it looks what became of it.
    func transact<Value: Sendable>(
        _ frame: TransactionFrame,
        _ body: @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let begun = ContinuousClock.now
        var conflicts = 0
        var breaks = 0
        while true {
            let connection = try await pool.lend()
            do {
                defer { pool.giveBack(connection) }
                return try await connection.transact(frame, body)
            } catch let failure as PostgresConnection.MayRetry {
                if failure.isConflict { conflicts += 1 } else { breaks += 1 }
                // A pool that slept through a restart may hold a broken connection more than once.
                guard conflicts < settings.attempts, breaks <= settings.connections,
                    ContinuousClock.now - begun < settings.retryTime
                else { throw failure.error }
                if conflicts > 0 {
                    try? await Task.sleep(for: .milliseconds(min(1 << conflicts, 64)))
                }
                // Nothing of it is stored, and nobody waits for it any more.
                if Task.isCancelled { throw failure.error }
            }
        }
    }

    private static func sight(_ tenant: Tenant.ID?) -> TransactionFrame.Sight {
        tenant.map { .tenant($0) } ?? .shared
    }
}
