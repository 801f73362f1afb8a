internal import GRDB
internal import Storage

/// A copy of a database that is in use.
enum SQLiteBackup {
    /// Writes what was committed when this began into a new file, for its owner only; gives the rows of
    /// each table in it.
    ///
    /// Throws `full` or `unavailable` when it cannot be written, or there is a file of this name.
    static func copy(
        _ pool: DatabasePool,
        to path: String
    ) throws -> [(table: String, rows: Int)] {
        let file = try BackupFile(path: path)
        do {
            let copy = try DatabaseQueue(path: file.partPath)
            try pool.backup(to: copy)
            let verdict = try copy.read { database in
                try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? ""
            }
            guard verdict == "ok" else { throw StorageError(.other, "the copy is damaged") }
            let rows = try copy.read(Self.rows)
            try copy.close()
            try file.finish()
            return rows
        } catch {
            throw (error as? DatabaseError)?.asStorageError ?? error
        }
    }

    private static func rows(_ database: GRDB.Database) throws -> [(table: String, rows: Int)] {
        let tables = try String.fetchAll(
            database,
            sql: """
                SELECT item.name FROM sqlite_schema AS item
                WHERE \(SQLiteDriver.ownTables.text(placeholder: "?")) ORDER BY item.rowid
                """
        )
        return try tables.map { table in
            let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM \"\(table)\"")
            return (table, count ?? 0)
        }
    }
}
