package import Kernel

/// Moves every row of an installation from one database to another, whichever engines run them.
///
/// Both have the same tables. Nobody may write to the source meanwhile; if somebody does, the
/// comparison at the end says so.
package struct DatabaseCopy: Sendable {
    private let source: Database
    private let target: Database

    package init(from source: Database, to target: Database) {
        self.source = source
        self.target = target
    }

    /// Why nothing was copied, or why the copy must not be used.
    package enum Refusal: Error, Equatable, Sendable {
        /// The target has rows already.
        case notEmpty(table: String)
        /// The two programs that made the tables are not the same.
        case otherTables
        /// Rows or their contents are not the same on both sides.
        case differs(table: String, source: TableSum, target: TableSum)
    }

    /// Copies all, compares all, and gives what was compared, table by table.
    ///
    /// A target that was only begun with the same secret is empty but for tables that are `given`: what is
    /// in them must be what the source has.
    package func run(
        at now: Instant,
        given: Set<String> = []
    ) async throws -> Result<[(String, TableSum)], Refusal> {
        let tables = try await target.tables().filter { $0.name != Self.history }
        let others = try await source.tables().filter { $0.name != Self.history }
        guard Self.sorted(tables) == Self.sorted(others) else { return .failure(.otherTables) }
        var there: Set<String> = []
        for table in tables {
            let rows = try await page(of: table, after: nil, limit: 1, in: target)
            if rows.isEmpty { continue }
            guard given.contains(table.name), try await isSame(table) else {
                return .failure(.notEmpty(table: table.name))
            }
            there.insert(table.name)
        }
        try await Self.mark(target, at: now)
        for table in tables where !there.contains(table.name) { try await copy(table) }
        if tables.contains(where: { $0.name == FullTextTable.name }) {
            try await target.alter { transaction in
                guard let rebuilding = transaction.connection.fullText.rebuilding else { return }
                try transaction.run(rebuilding)
            }
        }
        var sums: [(String, TableSum)] = []
        for table in tables {
            let before = try await sum(of: table, in: source)
            let after = try await sum(of: table, in: target)
            guard before == after else {
                return .failure(.differs(table: table.name, source: before, target: after))
            }
            sums.append((table.name, after))
        }
        try await Self.unmark(target)
        return .success(sums)
    }

    /// Empties a database in which a copy was begun and not finished; does nothing to any other.
    ///
    /// `access` is what is declared for its tables: what is for good in them goes too.
    package static func clearUnfinished(
        in database: Database,
        access: [TableAccess]
    ) async throws {
        let tables = try await database.tables()
        let names = Set(tables.map(\.name))
        let kept = access.filter { $0.isForGood && names.contains($0.table) }
        guard tables.contains(where: { $0.name == history }),
            try await isUnfinished(in: database)
        else { return }
        try await database.alter(declaring: kept) { transaction in
            for table in tables.reversed() where table.name != history {
                try transaction.run("DELETE FROM \(SQL.name(table.name))")
            }
            try transaction.run("DELETE FROM migration WHERE id = \(unfinished)")
        }
    }

    static func isUnfinished(in database: Database) async throws -> Bool {
        let found: String? = try await database.readShared { transaction in
            try transaction.value("SELECT id FROM migration WHERE id = \(unfinished)")
        }
        return found != nil
    }

    private func copy(_ table: TableShape) async throws {
        var last: [SQLValue]?
        var limit = Self.rowsAtFirst
        while true {
            let rows = try await page(of: table, after: last, limit: limit, in: source)
            guard let end = rows.last else { return }
            last = Self.key(of: end, in: table)
            limit = Self.limit(after: rows)
            let values = rows.map { row in
                zip(row, table.columns).map { value, column in
                    // What one engine keeps as a number is truth in the other.
                    column.isBoolean ? Bool(sqlValue: value)?.sqlValue ?? value : value
                }
            }
            let columns = table.columns.map(\.name)
            let written = try await target.alter { transaction in
                try transaction.insert(into: table.name, columns: columns, rows: values)
            }
            guard written == rows.count else {
                throw StorageError(.constraint, "\(written) of \(rows.count) rows were written")
            }
        }
    }

    private func isSame(_ table: TableShape) async throws -> Bool {
        try await sum(of: table, in: source) == sum(of: table, in: target)
    }

    private func sum(of table: TableShape, in database: Database) async throws -> TableSum {
        var sum = TableSum()
        var last: [SQLValue]?
        var limit = Self.rowsAtFirst
        while true {
            let rows = try await page(of: table, after: last, limit: limit, in: database)
            guard let end = rows.last else { return sum }
            last = Self.key(of: end, in: table)
            limit = Self.limit(after: rows)
            for row in rows { sum.add(row) }
        }
    }

    /// The next rows in the order of the key, with the rights to see those of every tenant.
    private func page(
        of table: TableShape,
        after last: [SQLValue]?,
        limit: Int,
        in database: Database
    ) async throws -> [[SQLValue]] {
        precondition(!table.key.isEmpty, "\(table.name) has no primary key")
        let columns = SQL.list(table.columns.map { .name($0.name) })
        let key = SQL.list(table.key.map { .name($0) })
        let condition: SQL = last.map { "(\(key)) > (\(list: $0))" } ?? "TRUE"
        return try await database.alter { transaction in
            let rows: [WholeRow] = try transaction.all(
                """
                SELECT \(columns) FROM \(SQL.name(table.name))
                WHERE \(condition) ORDER BY \(key) LIMIT \(limit)
                """
            )
            return rows.map(\.cells)
        }
    }

    private static func key(of row: [SQLValue], in table: TableShape) -> [SQLValue] {
        table.key.compactMap { name in
            table.columns.firstIndex { $0.name == name }.map { row[$0] }
        }
    }

    /// Names alone: engines list the columns alike, and tables in an order of their own.
    private static func sorted(_ tables: [TableShape]) -> [[String]] {
        tables.map { [$0.name] + $0.columns.map(\.name) }.sorted { $0[0] < $1[0] }
    }

    private static func mark(_ database: Database, at now: Instant) async throws {
        try await database.alter { transaction in
            try transaction.run(
                "INSERT INTO migration (id, checksum, ran_at) VALUES (\(unfinished), '', \(now))"
            )
        }
    }

    private static func unmark(_ database: Database) async throws {
        try await database.alter { transaction in
            try transaction.run("DELETE FROM migration WHERE id = \(unfinished)")
        }
    }

    /// Each side has its own: when which step ran there.
    private static let history = "migration"
    private static let unfinished = "storage/copy-unfinished"
    private static let rowsAtFirst = 16
    private static let rowsAtOnce = 500
    private static let bytesAtOnce = 8 * 1024 * 1024

    /// How many rows come next: rows of files hold a quarter of a megabyte each, and those of signatures
    /// next to nothing.
    static func limit(after rows: [[SQLValue]]) -> Int {
        let bytes = rows.reduce(0) { sum, row in row.reduce(sum) { $0 + $1.byteCount } }
        return max(1, min(rowsAtOnce, bytesAtOnce * max(1, rows.count) / max(1, bytes)))
    }
}

private struct WholeRow: RowReadable {
    let cells: [SQLValue]

    init(reading row: inout RowReader) throws(StorageError) {
        cells = row.rest()
    }
}
