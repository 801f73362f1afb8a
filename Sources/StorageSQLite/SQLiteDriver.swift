private import GRDB
package import Kernel
package import Storage

/// SQLite in one file: one writer, several readers that never wait for it (WAL).
package struct SQLiteDriver: DatabaseDriver {
    private let pool: DatabasePool
    private let path: String

    package var dialect: Dialect { Self.dialect }

    package static let dialect = Dialect(
        name: "SQLite",
        placeholder: "?",
        types: [
            "ID": "TEXT", "JSON": "TEXT", "INSTANT": "INTEGER", "COUNT": "INTEGER",
            "BOOLEAN": "INTEGER", "BYTES": "BLOB",
        ],
        tableSuffix: "STRICT"
    )

    /// Opens the file, and creates it when it is not there.
    ///
    /// Throws `unavailable` when it cannot be opened.
    package init(path: String, settings: SQLiteSettings = SQLiteSettings()) throws {
        var configuration = Configuration()
        // Another process (a command beside the server) may hold the file for a moment.
        configuration.busyMode = .timeout(settings.busySeconds)
        configuration.maximumReaderCount = settings.readers
        configuration.label = "parvis"
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA synchronous = FULL;
                    PRAGMA cache_size = -\(settings.readerCacheKibibytes);
                    PRAGMA temp_store = MEMORY;
                    PRAGMA trusted_schema = OFF;
                    """
            )
            if !database.configuration.readonly {
                try database.execute(
                    sql: """
                        PRAGMA cache_size = -\(settings.writerCacheKibibytes);
                        PRAGMA wal_autocheckpoint = \(settings.checkpointPages);
                        """
                )
            }
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
        } catch {
            throw StorageError(.unavailable, "\(path): \(error)")
        }
        self.path = path
    }

    package func read<Value: Sendable>(
        for tenant: Tenant.ID?,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.read { try body(SQLiteConnection($0)) }
        } catch let error as DatabaseError {
            throw error.asStorageError
        }
    }

    package func write<Value: Sendable>(
        for tenant: Tenant.ID?,
        isolation: Isolation,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.write { database in
                let connection = SQLiteConnection(database)
                let value = try body(connection)
                try connection.check()
                return value
            }
        } catch let error as DatabaseError {
            throw error.asStorageError
        }
    }

    package func alter<Value: Sendable>(
        declaring access: [TableAccess],
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await write(for: nil, isolation: .serializable, body)
    }

    package func distribute() async throws -> [String] {
        throw StorageError(.unsupported, "SQLite is one file on one machine")
    }

    /// A file has no roles: whoever may write to it may do everything.
    package func settle(_ access: [TableAccess]) async throws {}

    package func backup(to path: String) async throws -> [(table: String, rows: Int)] {
        try SQLiteBackup.copy(pool, to: path)
    }

    package func restore(from path: String) async throws -> [(table: String, rows: Int)] {
        throw StorageError(
            .unsupported,
            "a copy of an SQLite database is put in its place as it is"
        )
    }

    package func facts(declared: [TableAccess]) async throws -> [DatabaseFact] {
        let pool = self.pool
        let path = self.path
        return try await pool.read { database in
            func ask(_ statement: String) throws -> String {
                try String.fetchOne(database, sql: statement) ?? "?"
            }
            let verdict = try ask("PRAGMA quick_check(1)")
            return [
                DatabaseFact("engine", "SQLite " + (try ask("SELECT sqlite_version()"))),
                DatabaseFact("file", path),
                DatabaseFact("journal", try ask("PRAGMA journal_mode")),
                DatabaseFact("synchronous", try ask("PRAGMA synchronous")),
                DatabaseFact(
                    "integrity",
                    verdict,
                    problem: verdict == "ok" ? nil : "The database is damaged: \(verdict)"
                ),
            ]
        }
    }

    package func close() async throws {
        try pool.close()
    }
}

/// How SQLite is run; every value has a measured default.
package struct SQLiteSettings: Sendable {
    /// Readers at once.
    ///
    /// More than the cores wait for them anyway.
    package var readers = 4
    /// The page cache of each reader.
    package var readerCacheKibibytes = 4 * 1024
    /// The page cache of the writer, which meets a random page of an index for each signature.
    package var writerCacheKibibytes = 16 * 1024
    /// Pages in the journal before they are copied back into the file.
    package var checkpointPages = 4000
    package var busySeconds = 5.0

    package init() {}
}
