package import Kernel
package import Storage
import Synchronization

/// An engine that tells, of every statement that a transaction reads with, how it would find the rows.
package final class PlanningDriver: DatabaseDriver {
    private let driver: any DatabaseDriver
    private let kept = Mutex<[Plan]>([])

    /// A statement, and the lines in which its engine explains it.
    package struct Plan: Sendable, CustomStringConvertible {
        package let statement: String
        package let lines: [String]

        /// Lines that go through all rows of a table of ours.
        ///
        /// SQLite says `SCAN` of what it computed itself too, and of what is an index: not of a table that
        /// was given a name of its own here.
        package func scans(of tables: Set<String>) -> [String] {
            lines.filter { line in
                let words = line.split { !$0.isLetter && $0 != "_" }.map(String.init)
                if line.contains("Seq Scan") { return true }
                guard words.first == "SCAN", words.count > 1 else { return false }
                return tables.contains(words[1])
            }
        }

        package var description: String {
            statement + "\n" + lines.joined(separator: "\n")
        }
    }

    package init(driver: any DatabaseDriver) {
        self.driver = driver
    }

    /// What was asked since the last time.
    package func plans() -> [Plan] {
        kept.withLock { plans in
            defer { plans = [] }
            return plans
        }
    }

    package var dialect: Dialect { driver.dialect }

    package func read<Value: Sendable>(
        for tenant: Tenant.ID?,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let isPostgres = dialect.placeholder == "$"
        return try await driver.read(for: tenant) { [self] connection in
            // Tables of tests are small: there it would always be the quicker way.
            if isPostgres { try connection.perform("SET LOCAL enable_seqscan = off") }
            let planning = PlanningConnection(connection: connection, isPostgres: isPostgres) {
                plan in self.kept.withLock { $0.append(plan) }
            }
            return try body(planning)
        }
    }

    package func write<Value: Sendable>(
        for tenant: Tenant.ID?,
        isolation: Isolation,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await driver.write(for: tenant, isolation: isolation, body)
    }

    package func alter<Value: Sendable>(
        declaring access: [TableAccess],
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await driver.alter(declaring: access, body)
    }

    package func settle(_ access: [TableAccess]) async throws { try await driver.settle(access) }

    package func backup(to path: String) async throws -> [(table: String, rows: Int)] {
        try await driver.backup(to: path)
    }

    package func restore(from path: String) async throws -> [(table: String, rows: Int)] {
        try await driver.restore(from: path)
    }

    package func distribute() async throws -> [String] { try await driver.distribute() }
    package func tables() async throws -> [TableShape] { try await driver.tables() }

    package func facts(declared: [TableAccess]) async throws -> [DatabaseFact] {
        try await driver.facts(declared: declared)
    }

    package func close() async throws { try await driver.close() }
}

/// Explains each statement, and runs it.
private struct PlanningConnection: SQLConnection {
    let connection: any SQLConnection
    let isPostgres: Bool
    let keep: (PlanningDriver.Plan) -> Void

    var fullText: any FullText { connection.fullText }

    func run(
        _ sql: SQL,
        row: (inout RowReader) throws(StorageError) -> Void
    ) throws(StorageError) {
        var lines: [String] = []
        let question: SQL = isPostgres ? "EXPLAIN \(sql)" : "EXPLAIN QUERY PLAN \(sql)"
        try connection.run(question) { (row: inout RowReader) throws(StorageError) in
            if !isPostgres { for _ in 0..<3 { let _: SQLValue = try row.next() } }
            lines.append(try row.next())
        }
        keep(PlanningDriver.Plan(statement: sql.text(placeholder: "?"), lines: lines))
        try connection.run(sql, row: row)
    }

    func perform(_ sql: SQL) throws(StorageError) { try connection.perform(sql) }

    func insert(
        into table: String,
        columns: [String],
        rows: [[SQLValue]]
    ) throws(StorageError) -> Int {
        try connection.insert(into: table, columns: columns, rows: rows)
    }

    func runScript(_ text: String) throws(StorageError) { try connection.runScript(text) }
}
