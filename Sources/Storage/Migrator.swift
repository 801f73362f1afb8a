package import Kernel

/// Brings a database to the tables that this program expects.
package struct Migrator: Sendable {
    private let database: Database
    private let migrations: [Migration]

    /// The migrations in the order in which they run.
    package init(database: Database, migrations: [Migration]) {
        self.database = database
        self.migrations = migrations
    }

    /// Runs what has not run yet, each step in a transaction of its own; gives their names.
    ///
    /// Throws `migration` when one that ran before has another text now, or when the database is half of
    /// a copy.
    @discardableResult
    package func run(at now: Instant) async throws -> [String] {
        let rendered = database.dialect.render(Self.history.text)
        try await database.alter { transaction in
            try transaction.connection.runScript(rendered)
        }
        guard try await !DatabaseCopy.isUnfinished(in: database) else {
            throw StorageError(.migration, "this database is half of a copy: copy again")
        }
        var ran: [String] = []
        for migration in migrations where try await run(migration, at: now) {
            ran.append(migration.id)
        }
        return ran
    }

    private func run(_ migration: Migration, at now: Instant) async throws -> Bool {
        let text = database.dialect.render(migration.text)
        return try await database.alter(opening: migration.openTables) { transaction in
            let checksum: String? = try transaction.value(
                "SELECT checksum FROM migration WHERE id = \(migration.id)"
            )
            if let checksum {
                guard checksum == migration.checksum else {
                    throw StorageError(.migration, "\(migration.id) was changed after it ran")
                }
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

    private static let history = Migration(
        "storage/migration",
        """
        CREATE TABLE IF NOT EXISTS migration (
            id       TEXT    NOT NULL PRIMARY KEY,
            checksum TEXT    NOT NULL,
            ran_at   INSTANT NOT NULL
        );
        """
    )
}
