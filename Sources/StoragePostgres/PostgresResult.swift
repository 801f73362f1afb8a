private import CPostgres
internal import Storage

/// One answer of the server, freed exactly once.
///
/// Safe: nothing that points into it is given away.
@safe struct PostgresResult: ~Copyable {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        unsafe self.pointer = unsafe pointer
    }

    deinit { unsafe PQclear(pointer) }

    enum Status {
        case done
        case rows
        case synchronised
        /// Skipped, because a statement before it failed.
        case skipped
        case failed
    }

    var status: Status {
        switch unsafe PQresultStatus(pointer) {
        case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: .done
        case PGRES_TUPLES_OK: .rows
        case PGRES_PIPELINE_SYNC: .synchronised
        case PGRES_PIPELINE_ABORTED: .skipped
        default: .failed
        }
    }

    /// What was done: `COMMIT`, `INSERT 0 3`.
    var command: String {
        unsafe PQcmdStatus(pointer).map { unsafe String(cString: $0) } ?? ""
    }

    /// Rows that a statement changed.
    var changed: Int {
        unsafe PQcmdTuples(pointer).flatMap { unsafe Int(String(cString: $0)) } ?? 0
    }

    /// What the server said of an error.
    struct Diagnosis {
        let code: String
        let message: String
        /// Table and column, where there are some.
        let object: String
        /// The server has ended the session with it; it says `ERROR` of what ended a statement alone.
        let isFatal: Bool
        /// A plan that was prepared is of tables that have changed since.
        let isStalePlan: Bool
    }

    /// Nil when libpq made the error itself, because the connection broke.
    var diagnosis: Diagnosis? {
        let code = field(.sqlState)
        guard !code.isEmpty else { return nil }
        return Diagnosis(
            code: code,
            message: field(.message),
            object: [field(.table), field(.column)].filter { !$0.isEmpty }.joined(separator: "."),
            isFatal: field(.severity) != "ERROR",
            // The message of it is translated, and its code says only that something is not supported.
            isStalePlan: code == "0A000" && field(.function) == "RevalidateCachedQuery"
        )
    }

    /// A field of an error, by its letter in the protocol.
    private enum Field: UInt8 {
        /// Never translated.
        case severity = 0x56
        case sqlState = 0x43
        case message = 0x4D
        case table = 0x74
        case column = 0x63
        /// Of the server's own source, that met the error.
        case function = 0x52
    }

    private func field(_ field: Field) -> String {
        unsafe PQresultErrorField(pointer, CInt(field.rawValue)).map { unsafe String(cString: $0) }
            ?? ""
    }

    var rowCount: CInt { unsafe PQntuples(pointer) }

    /// Throws `unreadable` for a type that the portable subset does not have.
    func row(_ row: CInt) throws(StorageError) -> RowReader {
        var cells: [SQLValue] = []
        let count = unsafe PQnfields(pointer)
        cells.reserveCapacity(Int(count))
        for column in 0..<count { cells.append(try cell(row, column)) }
        return RowReader(cells: cells)
    }

    private func cell(_ row: CInt, _ column: CInt) throws(StorageError) -> SQLValue {
        guard unsafe PQgetisnull(pointer, row, column) == 0,
            let start = unsafe PQgetvalue(pointer, row, column)
        else { return .null }
        let count = unsafe Int(PQgetlength(pointer, row, column))
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
        switch unsafe PQftype(pointer, column) {
        case PostgresType.text, PostgresType.varchar, PostgresType.name, PostgresType.unknown:
            return unsafe .text(String(decoding: bytes, as: UTF8.self))
        case PostgresType.integer8, PostgresType.integer4, PostgresType.integer2:
            return unsafe .integer(Self.integer(bytes))
        case PostgresType.bytes: return unsafe .bytes(Array(bytes))
        case PostgresType.boolean: return unsafe .boolean(bytes.first == 1)
        case PostgresType.real8:
            return unsafe .real(Double(bitPattern: UInt64(bitPattern: Self.integer(bytes))))
        case let type:
            throw StorageError(.unreadable, "column \(column + 1) has the type \(type): cast it")
        }
    }

    /// Two, four or eight bytes, the most significant first.
    private static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        let isNegative = unsafe (bytes.first ?? 0) & 0x80 != 0
        return unsafe bytes.reduce(isNegative ? -1 : 0) { $0 << 8 | Int64($1) }
    }
}
