import Storage
import Synchronization

/// How many statements transactions run; and while somebody looks, each of them with the engine's plan.
package final class StatementRecord: Sendable {
    package struct Statement: Sendable {
        package let text: String
        /// The lines in which the engine says how it finds the rows.
        package let plan: [String]

        /// Whether rows of a table are found by going through all of them.
        package func scans(_ table: String) -> Bool {
            plan.contains { line in
                let words = line.split(separator: " ")
                // SQLite: `SCAN table`; PostgreSQL: `Seq Scan on table`.
                return zip(words, words.dropFirst()).contains { $0 == "SCAN" && $1 == table }
                    || line.contains("Seq Scan on \(table) ")
                    || line.hasSuffix("Seq Scan on \(table)")
            }
        }
    }

    private let list = Mutex<[Statement]?>(nil)
    private let said = Atomic(0)

    package init() {}

    /// How many were run since the beginning, read or written.
    package var count: Int { said.load(ordering: .acquiring) }

    /// The statements of everything that is done while `body` runs.
    package func during(_ body: () async throws -> Void) async throws -> [Statement] {
        list.withLock { $0 = [] }
        defer { list.withLock { $0 = nil } }
        try await body()
        return list.withLock { $0 ?? [] }
    }

    fileprivate func say() { said.add(1, ordering: .releasing) }
    fileprivate var isOn: Bool { list.withLock { $0 != nil } }
    fileprivate func add(_ statement: Statement) { list.withLock { $0?.append(statement) } }

    /// The same connection, seen by this record.
    func watching(_ connection: any SQLConnection) -> any SQLConnection {
        WatchedConnection(connection: connection, record: self)
    }
}

private struct WatchedConnection: SQLConnection {
    let connection: any SQLConnection
    let record: StatementRecord

    var fullText: any FullText { connection.fullText }

    func run(
        _ sql: SQL,
        row: (inout RowReader) throws(StorageError) -> Void
    ) throws(StorageError) {
        try note(sql)
        try connection.run(sql, row: row)
    }

    func perform(_ sql: SQL) throws(StorageError) {
        try note(sql)
        try connection.perform(sql)
    }

    func insert(
        into table: String,
        columns: [String],
        rows: [[SQLValue]]
    ) throws(StorageError) -> Int {
        record.say()
        record.add(StatementRecord.Statement(text: "rows for \(table)", plan: []))
        return try connection.insert(into: table, columns: columns, rows: rows)
    }

    func table(_ columns: [String], _ rows: [[SQLValue]]) -> SQL {
        connection.table(columns, rows)
    }

    func holding(_ table: String) -> SQL { connection.holding(table) }

    func tenants(in table: String, where condition: SQL) -> SQL {
        connection.tenants(in: table, where: condition)
    }

    func runScript(_ text: String) throws(StorageError) { try connection.runScript(text) }

    private func note(_ sql: SQL) throws(StorageError) {
        record.say()
        guard record.isOn else { return }
        var plan: [String] = []
        let isSQLite = TestEngine.isSQLite
        if !isSQLite { try connection.perform("SET LOCAL enable_seqscan = off") }
        let question: SQL = isSQLite ? "EXPLAIN QUERY PLAN \(sql)" : "EXPLAIN \(sql)"
        try connection.run(question) { (row: inout RowReader) throws(StorageError) in
            if isSQLite { for _ in 0..<3 { let _: Int = try row.next() } }
            plan.append(try row.next())
        }
        record.add(StatementRecord.Statement(text: sql.text(placeholder: "?"), plan: plan))
    }
}
