import Storage

/// Copies by PostgreSQL's own programs, compared with the database row by row.
extension PostgresDriver {
    /// `pg_dump` in its custom form, of one state: the rows are counted in this state, and in the file.
    ///
    /// What guards the tables (policies, the key, grants) is left out: ``settle(_:)`` makes it again
    /// wherever the copy is restored, for the roles that are there.
    package func backup(to path: String) async throws -> [(table: String, rows: Int)] {
        guard !settings.isPooled else {
            throw StorageError(
                .unsupported,
                "a backup needs the server's own address, not a pooler's"
            )
        }
        guard try await !read(for: nil, { try $0.isOne(PostgresCluster.isThere) }) else {
            throw StorageError(
                .unsupported,
                "the nodes of a cluster have no state in common: stop the servers and copy it (parvis storage copy)"
            )
        }
        let tables = try await tables().map(\.name)
        let address = settings.address
        return try await transact(.snapshot) { connection in
            let file = try BackupFile(path: path)
            let version = try Self.version(connection)
            let dump = try PostgresTool("pg_dump", forServer: version)
            let restore = try PostgresTool("pg_restore", forServer: version)
            let snapshot = try connection.texts("SELECT pg_export_snapshot()").first ?? ""
            // With row security on the owner's own policy shows it every row; without it, it is refused.
            try dump.run(
                [
                    "--format=custom", "--no-password", "--enable-row-security",
                    "--exclude-schema=parvis_wall", "--snapshot=" + snapshot,
                ],
                on: address,
                take: { try file.write($0) }
            )
            let copied = try Self.count(in: file.partPath, by: restore)
            let rows = try tables.map { table in
                (table: table, rows: try Self.count(table, connection))
            }
            try Self.compare(rows, with: copied)
            try file.finish()
            return rows
        }
    }

    /// `pg_restore` into a database without tables, in one transaction.
    ///
    /// Throws `unknownOutcome` as soon as the rows may be there, whatever went wrong then.
    package func restore(from path: String) async throws -> [(table: String, rows: Int)] {
        guard try await tables().isEmpty else {
            throw StorageError(.unsupported, "the database is not empty")
        }
        let (restore, copied, list) = try await transact(.snapshot) { connection in
            let restore = try PostgresTool("pg_restore", forServer: Self.version(connection))
            let copied = try Self.count(in: path, by: restore)
            return (restore, copied, try restore.run(["--list", path], on: nil))
        }
        try await run(restore, Self.unguarded(String(decoding: list.output, as: UTF8.self)), path)
        do {
            let tables = try await tables().map(\.name)
            return try await transact(.snapshot) { connection in
                let rows = try tables.map { table in
                    (table: table, rows: try Self.count(table, connection))
                }
                try Self.compare(rows, with: copied)
                return rows
            }
        } catch let error as StorageError {
            throw StorageError(
                .unknownOutcome,
                "the rows stand in the database, but \(error.detail)"
            )
        }
    }

    /// Runs `pg_restore`, once, outside of any transaction that would be tried again.
    ///
    /// That it failed does not say that nothing was restored: its connection may have broken at the COMMIT.
    private func run(_ restore: PostgresTool, _ list: String, _ path: String) async throws {
        let address = settings.address
        do {
            try await restore.runAside(
                [
                    "--single-transaction", "--exit-on-error", "--no-password", "--no-owner",
                    "--no-privileges", "--no-comments", "--use-list=/dev/stdin", path,
                ],
                on: address,
                input: list
            )
        } catch let error as StorageError {
            guard await isCertainlyEmpty() else {
                throw StorageError(.unknownOutcome, error.detail)
            }
            throw error
        }
    }

    /// Whether no `pg_restore` is at work any more and there is no table; false when nobody can say.
    private func isCertainlyEmpty() async -> Bool {
        for _ in 0..<100 {
            let atWork = try? await transact(.snapshot) { connection in
                try connection.texts(
                    """
                    SELECT pid::text FROM pg_stat_activity
                    WHERE datname = current_database() AND application_name = 'pg_restore'
                    """
                )
            }
            guard let atWork else { return false }
            if atWork.isEmpty { return (try? await tables().isEmpty) ?? false }
            // The server learns a little later that a program has ended.
            try? await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    /// The contents of a dump without what guards the tables.
    private static func unguarded(_ list: String) -> String {
        list.split(separator: "\n")
            .filter { line in !guards.contains { line.contains(" \($0) ") } }
            .joined(separator: "\n") + "\n"
    }

    private static let guards = ["POLICY", "ROW SECURITY", "ACL", "DEFAULT ACL"]

    private static func version(_ connection: any SQLConnection) throws(StorageError) -> Int {
        let text = try connection.texts("SELECT current_setting('server_version_num')").first
        return (text.flatMap { Int($0) } ?? 0) / 10_000
    }

    private static func count(
        in path: String,
        by restore: PostgresTool
    ) throws(StorageError) -> [String: Int] {
        var rows = CopiedRows()
        try restore.run(["--data-only", "--file=-", path], on: nil, take: { rows.take($0) })
        guard rows.isWhole else { throw StorageError(.other, "the copy ends in the middle") }
        return rows.rows
    }

    private static func count(
        _ table: String,
        _ connection: any SQLConnection
    ) throws(StorageError) -> Int {
        var count = 0
        try connection.run(Database.rowCount(of: table)) {
            (row: inout RowReader) throws(StorageError) in
            count = try row.next()
        }
        return count
    }

    private static func compare(
        _ rows: [(table: String, rows: Int)],
        with copied: [String: Int]
    ) throws(StorageError) {
        for (table, count) in rows where copied[table] != count {
            throw StorageError(
                .other,
                "\(table) has \(count) rows in the database and \(copied[table] ?? 0) in the copy"
            )
        }
    }
}
