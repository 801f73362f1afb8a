internal import GRDB
private import GRDBSQLite
internal import Storage

/// GRDB's connection, spoken to in the C interface: binding and stepping without detours.
///
/// Statements come from GRDB's cache. Every pointer here is used inside one call, on the thread
/// that GRDB gave the connection to.
///
/// A transaction in which a statement failed is over, whatever its body makes of the error: SQLite
/// may have undone it already (a full disk does), and what followed would stand alone. PostgreSQL
/// has the same rule.
final class SQLiteConnection: SQLConnection {
    let fullText: any FullText = SQLiteFullText()
    private let database: GRDB.Database
    private var failed: StorageError?

    init(_ database: GRDB.Database) {
        self.database = database
    }

    /// Throws the first failure of the transaction, when its body kept it to itself.
    func check() throws(StorageError) {
        if let failed { throw failed }
    }

    /// Remembers the first failure, for ``check()``.
    private func remembered(_ error: StorageError) -> StorageError {
        if failed == nil { failed = error }
        return error
    }

    func run(
        _ sql: Storage.SQL,
        row: (inout RowReader) throws(StorageError) -> Void
    ) throws(StorageError) {
        try check()
        let statement = try unsafe prepare(sql.text(placeholder: "?"))
        defer { unsafe reset(statement) }
        try unsafe bind(sql.values, to: statement)
        while try unsafe step(statement) {
            var reader = unsafe RowReader(cells: cells(of: statement))
            try row(&reader)
        }
    }

    func perform(_ sql: Storage.SQL) throws(StorageError) {
        try run(sql) { _ in }
    }

    func insert(
        into table: String,
        columns: [String],
        rows: [[SQLValue]]
    ) throws(StorageError) -> Int {
        try check()
        let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let statement = try unsafe prepare(
            "INSERT INTO \"\(table)\" (\(names)) VALUES (\(marks))"
        )
        defer { unsafe reset(statement) }
        var written = 0
        for row in rows {
            try unsafe bind(row, to: statement)
            while try unsafe step(statement) {}
            written += unsafe Int(sqlite3_changes(database.sqliteConnection))
            unsafe sqlite3_reset(statement)
        }
        return written
    }

    /// Filled with NULL, which is taken out again, up to the next power of two: few lengths, so few
    /// statements to prepare.
    func table(_ columns: [String], _ rows: [[SQLValue]]) -> Storage.SQL {
        var length = 1
        while length < rows.count { length *= 2 }
        let nothing = [SQLValue](repeating: .null, count: columns.count)
        let all = rows + Array(repeating: nothing, count: length - rows.count)
        let names = columns.enumerated().map { place, name -> Storage.SQL in
            "\(Storage.SQL.name("column\(place + 1)")) AS \(Storage.SQL.name(name))"
        }
        return """
            SELECT \(Storage.SQL.list(names)) FROM (\(Storage.SQL.values(all)))
            WHERE column1 IS NOT NULL
            """
    }

    func holding(_ table: String) -> Storage.SQL { "" }

    func tenants(in table: String, where condition: Storage.SQL) -> Storage.SQL {
        SkippingTenants.query(in: table, where: condition)
    }

    func runScript(_ text: String) throws(StorageError) {
        try check()
        do {
            try database.execute(sql: text)
        } catch let error as DatabaseError {
            throw remembered(error.asStorageError)
        } catch {
            throw remembered(StorageError(.other, ErrorText.of(error)))
        }
    }

    private func prepare(_ text: String) throws(StorageError) -> OpaquePointer {
        do {
            let statement = try database.cachedStatement(sql: text)
            return unsafe statement.sqliteStatement
        } catch let error as DatabaseError {
            throw remembered(error.asStorageError)
        } catch {
            throw remembered(StorageError(.other, ErrorText.of(error)))
        }
    }

    private func bind(_ values: [SQLValue], to statement: OpaquePointer) throws(StorageError) {
        for (offset, value) in values.enumerated() {
            let index = CInt(offset + 1)
            let code =
                switch value {
                case .null: unsafe sqlite3_bind_null(statement, index)
                case .boolean(let boolean):
                    unsafe sqlite3_bind_int64(statement, index, boolean ? 1 : 0)
                case .integer(let integer): unsafe sqlite3_bind_int64(statement, index, integer)
                case .real(let real): unsafe sqlite3_bind_double(statement, index, real)
                case .text(let text): unsafe bind(text, at: index, to: statement)
                case .bytes(let bytes): unsafe bind(bytes, at: index, to: statement)
                case .list: throw remembered(StorageError(.unsupported, "SQLite has no lists"))
                }
            guard code == SQLITE_OK else { throw remembered(failure(code)) }
        }
    }

    private func bind(_ text: String, at index: CInt, to statement: OpaquePointer) -> CInt {
        var text = text
        return text.withUTF8 { buffer in
            // An empty buffer has no address, and no address would bind NULL.
            guard let base = buffer.baseAddress else {
                return unsafe sqlite3_bind_text(statement, index, "", 0, Self.transient)
            }
            return unsafe base.withMemoryRebound(to: CChar.self, capacity: buffer.count) {
                characters in
                unsafe sqlite3_bind_text(
                    statement,
                    index,
                    characters,
                    CInt(buffer.count),
                    Self.transient
                )
            }
        }
    }

    private func bind(_ bytes: [UInt8], at index: CInt, to statement: OpaquePointer) -> CInt {
        guard !bytes.isEmpty else { return unsafe sqlite3_bind_zeroblob(statement, index, 0) }
        return unsafe bytes.withUnsafeBytes { buffer in
            unsafe sqlite3_bind_blob(
                statement,
                index,
                buffer.baseAddress,
                CInt(buffer.count),
                Self.transient
            )
        }
    }

    /// True when a row is ready, false at the end.
    private func step(_ statement: OpaquePointer) throws(StorageError) -> Bool {
        let code = unsafe sqlite3_step(statement)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw remembered(failure(code))
        }
    }

    private func cells(of statement: OpaquePointer) -> [SQLValue] {
        let count = unsafe sqlite3_column_count(statement)
        return (0..<count).map { unsafe cell($0, of: statement) }
    }

    private func cell(_ index: CInt, of statement: OpaquePointer) -> SQLValue {
        switch unsafe sqlite3_column_type(statement, index) {
        case SQLITE_INTEGER: return unsafe .integer(sqlite3_column_int64(statement, index))
        case SQLITE_FLOAT: return unsafe .real(sqlite3_column_double(statement, index))
        case SQLITE_TEXT:
            guard let text = unsafe sqlite3_column_text(statement, index) else { return .null }
            let count = unsafe Int(sqlite3_column_bytes(statement, index))
            let buffer = unsafe UnsafeBufferPointer(start: text, count: count)
            return unsafe .text(String(decoding: buffer, as: UTF8.self))
        case SQLITE_BLOB:
            let count = unsafe Int(sqlite3_column_bytes(statement, index))
            let buffer = unsafe UnsafeRawBufferPointer(
                start: sqlite3_column_blob(statement, index),
                count: count
            )
            return unsafe .bytes(Array(buffer))
        default: return .null
        }
    }

    private func reset(_ statement: OpaquePointer) {
        unsafe sqlite3_reset(statement)
        unsafe sqlite3_clear_bindings(statement)
    }

    private func failure(_ code: CInt) -> StorageError {
        guard let handle = unsafe database.sqliteConnection else {
            return StorageError(.unavailable, "the connection is closed")
        }
        // The message of a failed statement names columns and tables, never values.
        return unsafe StorageError(
            StorageError.Kind(sqliteCode: code),
            String(cString: sqlite3_errmsg(handle))
        )
    }

    /// Tells SQLite to copy what it is given: -1 by its own definition.
    private static let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
