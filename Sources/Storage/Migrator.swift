package import Kernel

/// Brings a database to the tables that this program expects.
package struct Migrator: Sendable {
    private let database: Database
    private let migrations: [Migration]

    /// The table that says which steps a database has taken.
    package static let history = "migration"

    /// The migrations in the order in which they run.
    package init(database: Database, migrations: [Migration]) {
        self.database = database
        self.migrations = migrations
    }

    /// Runs what has not run yet, each step in a transaction of its own; gives their names.
    ///
    /// Throws `migration` when one that ran before has another text now, or when the database is half of
    /// a copy.
    ///
    /// A database that is up to date is only read: so a server needs no right to change tables.
    @discardableResult
    package func run(at now: Instant) async throws -> [String] {
        try await makeHistory()
        guard try await !DatabaseCopy.isUnfinished(in: database) else {
            throw StorageError(.migration, "this database is half of a copy: copy again")
        }
        let past: [PastMigration] = try await database.readShared { transaction in
            try transaction.all("SELECT id, checksum FROM migration ORDER BY id LIMIT 10000")
        }
        let checksums = Dictionary(uniqueKeysWithValues: past.map { ($0.id, $0.checksum) })
        var ran: [String] = []
        for migration in migrations {
            if let checksum = checksums[migration.id] {
                try Self.check(migration, ranAs: checksum)
            } else if try await run(migration, at: now) {
                ran.append(migration.id)
            }
        }
        return ran
    }

    /// When the last step was taken; nil when none was.
    package func newest() async throws -> Instant? {
        try await database.readShared { transaction in
            try transaction.value("SELECT ran_at FROM migration ORDER BY ran_at DESC LIMIT 1")
        }
    }

    private func makeHistory() async throws {
        guard try await !database.tables().contains(where: { $0.name == Self.history }) else {
            return
        }
        let rendered = database.dialect.render(Self.historyTable.text)
        try await database.alter(declaring: Self.historyTable.access) { transaction in
            try transaction.connection.runScript(rendered)
        }
    }

    /// What the program may do with each table, as all migrations together declare it.
    package var access: [TableAccess] {
        TableAccess.joined(([Self.historyTable] + migrations).flatMap(\.access))
    }

    /// Gives the program exactly the rights that are declared, and puts up the wall between tenants
    /// where it is missing or another one.
    ///
    /// Needs the rights of whoever made the tables.
    package func settle() async throws {
        try await database.settle(access)
    }

    private static func check(
        _ migration: Migration,
        ranAs checksum: String
    ) throws(StorageError) {
        guard checksum == migration.checksum else {
            throw StorageError(.migration, "\(migration.id) was changed after it ran")
        }
    }

    /// False when another program was faster.
    private func run(_ migration: Migration, at now: Instant) async throws -> Bool {
        let text = database.dialect.render(migration.text)
        return try await database.alter(declaring: migration.access) { transaction in
            let checksum: String? = try transaction.value(
                "SELECT checksum FROM migration WHERE id = \(migration.id)"
            )
            if let checksum {
                try Self.check(migration, ranAs: checksum)
                return false
            }
            try transaction.connection.runScript(text)
            try transaction.run(
                """
                INSERT INTO migration (id, checksum, ran_at)
                VALUES (\(migration.id), \(migration.checksum), \(now))
                """
            )
            return true
        }
    }

    private static let historyTable = Migration(
        "storage/migration",
        """
        CREATE TABLE IF NOT EXISTS migration (
            id       TEXT    NOT NULL PRIMARY KEY,
            checksum TEXT    NOT NULL,
            ran_at   INSTANT NOT NULL
        );
        """,
        access: [TableAccess("migration")]
    )
}

private struct PastMigration: RowReadable {
    let id: String
    let checksum: String

    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        checksum = try row.next()
    }
}
