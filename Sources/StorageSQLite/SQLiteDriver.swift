internal import GRDB
package import Kernel
package import Storage

/// SQLite in one file: one writer, several readers that never wait for it (WAL).
///
/// Decision 0005 says how an answer comes to mean that it is on disk.
package struct SQLiteDriver: DatabaseDriver {
    let pool: DatabasePool
    let path: String
    let journal: DurableJournal
    private let length: JournalLength
    private let checkpoints: SQLiteCheckpoints

    package var dialect: Dialect { Self.dialect }

    package static let dialect = Dialect(
        name: "SQLite",
        placeholder: "?",
        types: [
            "ID": "TEXT", "JSON": "TEXT", "INSTANT": "INTEGER", "COUNT": "INTEGER",
            "BOOLEAN": "INTEGER", "BYTES": "BLOB", "FULL_TEXT": SQLiteFullText().index,
            "FULL_TEXT_NAMES": SQLiteFullText().names,
            "FULL_TEXT_HOLDS": SQLiteFullText().holds,
            // Alone it is the row's own number, by which an index finds it at once.
            "NUMBER_KEY": "PRIMARY KEY (number)",
        ],
        tableSuffix: "STRICT"
    )

    /// Opens the file, and creates it when it is not there.
    ///
    /// Throws `unavailable` when it cannot be opened.
    package init(path: String, settings: SQLiteSettings = SQLiteSettings()) throws {
        let length = JournalLength()
        do {
            let configuration = Self.configuration(settings, length: length)
            let pool = try DatabasePool(path: path, configuration: configuration)
            let journal = try DurableJournal(
                path: path + "-wal",
                synchronise: settings.synchronise,
                onFailure: settings.report
            )
            try Disk.synchroniseFolder(of: path)
            checkpoints = try SQLiteCheckpoints(
                pool: pool,
                journal: journal,
                length: length,
                settings: settings
            )
            self.pool = pool
            self.journal = journal
        } catch {
            let error = (error as? DatabaseError)?.asStorageError ?? error
            throw StorageError(.unavailable, "\(path): \(ErrorText.of(error))")
        }
        self.length = length
        self.path = path
    }

    private static func configuration(
        _ settings: SQLiteSettings,
        length: JournalLength
    ) -> Configuration {
        var configuration = Configuration()
        // Another process (a command beside the server) may hold the file for a moment.
        configuration.busyMode = .timeout(settings.busySeconds)
        configuration.maximumReaderCount = settings.readers
        configuration.label = "parvis"
        configuration.prepareDatabase { database in
            let isWriter = !database.configuration.readonly
            let cache = isWriter ? settings.writerCacheKibibytes : settings.readerCacheKibibytes
            // The pool sets `synchronous` later, to NORMAL: a commit only writes, and DurableJournal
            // brings it to disk.
            try database.execute(
                sql: """
                    PRAGMA cache_size = -\(cache);
                    PRAGMA temp_store = MEMORY;
                    PRAGMA trusted_schema = OFF;
                    """
            )
            if isWriter { unsafe length.follow(database.sqliteConnection) }
        }
        return configuration
    }

    /// Gives nothing that is not on disk yet: a power cut takes back nothing that somebody has seen.
    package func read<Value: Sendable>(
        for tenant: Tenant.ID?,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let journal = self.journal
        try journal.check()
        let (value, seen) = try await afterFailures {
            try await pool.read { (try body(SQLiteConnection($0)), journal.announced) }
        }
        try await onDisk(seen)
        return value
    }

    package func write<Value: Sendable>(
        for tenant: Tenant.ID?,
        isolation: Isolation,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await write(for: tenant, isolation: isolation, written: {}, body)
    }

    package func write<Value: Sendable>(
        for tenant: Tenant.ID?,
        isolation: Isolation,
        written: @escaping @Sendable () -> Void,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let journal = self.journal
        let length = self.length
        try journal.check()
        let (value, number) = try await afterFailures {
            try await pool.writeWithoutTransaction { database in
                defer { written() }
                length.begin()
                return try Self.commit(body, on: database, to: journal)
            }
        }
        guard await journal.reach(number) else { throw DurableJournal.unknown }
        return value
    }

    /// Runs the body and ends its transaction; gives its number in the journal.
    private static func commit<Value>(
        _ body: (any SQLConnection) throws -> Value,
        on database: GRDB.Database,
        to journal: DurableJournal
    ) throws -> (Value, DurableJournal.Number) {
        try journal.check()
        var result: (Value, DurableJournal.Number)?
        defer { if let result { journal.end(result.1) } }
        do {
            try database.inTransaction(.immediate) {
                let connection = SQLiteConnection(database)
                let value = try body(connection)
                try connection.check()
                result = (value, try journal.announce())
                return .commit
            }
        } catch let error as DatabaseError where error.isLossOfDisk {
            journal.fail("a commit could not be written: \(error.asStorageError)")
            throw error
        }
        guard let result else { throw StorageError(.other, "the transaction had no end") }
        return result
    }

    /// Also a refusal may have its ground in rows that are not on disk yet.
    private func afterFailures<Value: Sendable>(
        _ work: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await work()
        } catch {
            try await onDisk(journal.announced)
            throw (error as? DatabaseError)?.asStorageError ?? error
        }
    }

    private func onDisk(_ number: DurableJournal.Number) async throws {
        guard await journal.reach(number) else { return try journal.check() }
    }

    package func alter<Value: Sendable>(
        declaring access: [TableAccess],
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let kept = access.filter(\.isForGood).map(\.table)
        return try await write(for: nil, isolation: .serializable) { connection in
            // Whoever says of a table what may be done with it may do everything meanwhile.
            for table in kept { try connection.runScript(Self.opening(table)) }
            let value = try body(connection)
            for table in kept { try connection.runScript(Self.keeping(table)) }
            return value
        }
    }

    private static func opening(_ table: String) -> String {
        ["update", "delete"].map { "DROP TRIGGER IF EXISTS \(table)_stays_on_\($0);" }.joined()
    }

    /// A file has no roles, so the table itself refuses.
    private static func keeping(_ table: String) -> String {
        ["UPDATE", "DELETE"].map { word in
            """
            CREATE TRIGGER IF NOT EXISTS \(table)_stays_on_\(word.lowercased())
            BEFORE \(word) ON \(table)
            BEGIN SELECT RAISE(ABORT, 'what stands in \(table) stays as it was written'); END;
            """
        }.joined()
    }

    package func distribute(_ access: [TableAccess]) async throws -> [String] {
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

    package func close() async throws {
        // To close it would copy pages of the journal that the disk may not hold. What the process
        // leaves open, the next one reads anew, page by page.
        guard !journal.hasFailed else { return SQLiteDriver.keepOpen(pool) }
        try checkpoints.close()
        try pool.close()
    }

    private static func keepOpen(_ pool: DatabasePool) {
        _ = unsafe Unmanaged.passRetained(pool)
    }
}
