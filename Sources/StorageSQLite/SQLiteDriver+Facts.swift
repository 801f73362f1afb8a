private import GRDB
package import Storage

extension SQLiteDriver {
    /// What an operator should know: version, place, whether answered means durable, whether the file
    /// is whole.
    package func facts(declared: [TableAccess]) async throws -> [DatabaseFact] {
        let version = try await pool.read { try Self.ask("SELECT sqlite_version()", in: $0) }
        let verdict = try await pool.read { try Self.ask("PRAGMA quick_check(1)", in: $0) }
        return [
            DatabaseFact("engine", "SQLite " + version),
            DatabaseFact("file", path),
            try await journalFact(),
            try await durability(),
            DatabaseFact(
                "integrity",
                verdict,
                problem: verdict == "ok" ? nil : "The database is damaged: \(verdict)"
            ),
        ]
    }

    /// Asked of the writer: a reader has settings of its own.
    private func journalFact() async throws -> DatabaseFact {
        let (mode, level) = try await pool.writeWithoutTransaction { database in
            (
                try Self.ask("PRAGMA journal_mode", in: database),
                try Self.ask("PRAGMA synchronous", in: database)
            )
        }
        let mebibytes = journal.size / 1_048_576
        let value = "\(mode), \(mebibytes) MiB"
        // With 0 the file would be written before the journal is on disk.
        guard mode == "wal", level != "0" else {
            let problem = "A power cut could damage the database: \(mode), synchronous \(level)."
            return DatabaseFact("journal", value, problem: problem)
        }
        let isLong = mebibytes > Self.longJournalMebibytes
        return DatabaseFact(
            "journal",
            value,
            problem: isLong ? "The journal is long: somebody has been reading for hours." : nil
        )
    }

    /// Commits, and sees that the disk was asked before the answer.
    private func durability() async throws -> DatabaseFact {
        let before = journal.synchronisations
        do {
            try await write(for: nil, isolation: .serializable) { try $0.perform("SELECT 1") }
        } catch let error as StorageError where error.kind == .busy {
            return DatabaseFact("answered", "not tried, because others were writing")
        }
        let isDurable = journal.synchronisations > before
        return DatabaseFact(
            "answered",
            isDurable ? "when the disk holds it" : "before the disk holds it",
            problem: isDurable ? nil : "An answered signature could be lost in a power cut."
        )
    }

    private static func ask(_ statement: String, in database: GRDB.Database) throws -> String {
        try String.fetchOne(database, sql: statement) ?? "?"
    }

    private static let longJournalMebibytes = 512
}
