/// A connection on which a transaction that has to leave a mark in the audit is looked at.
///
/// Whoever writes for staff and forgets the mark finds out at once: nothing is stored.
final class WatchedWrites: SQLConnection {
    /// The table of the marks.
    private static let marks = "audit_entry"

    private let connection: any SQLConnection
    private var hasWritten = false
    private var hasMarked = false

    init(_ connection: any SQLConnection) { self.connection = connection }

    /// Throws when something was written and no mark left.
    func check() throws(StorageError) {
        guard !hasWritten || hasMarked else {
            throw StorageError(.other, "a write of staff left no mark in the audit")
        }
    }

    var fullText: any FullText { connection.fullText }

    /// A statement that gives back the rows it wrote, and gives none, has written nothing.
    func run(
        _ sql: SQL,
        row: (inout RowReader) throws(StorageError) -> Void
    ) throws(StorageError) {
        guard sql.pieces.contains(where: { $0.contains("RETURNING") }) else {
            look(at: sql)
            return try connection.run(sql, row: row)
        }
        var hasRows = false
        try connection.run(sql) { (reader: inout RowReader) throws(StorageError) in
            hasRows = true
            try row(&reader)
        }
        if hasRows { look(at: sql) }
    }

    func perform(_ sql: SQL) throws(StorageError) {
        look(at: sql)
        try connection.perform(sql)
    }

    func insert(
        into table: String,
        columns: [String],
        rows: [[SQLValue]]
    ) throws(StorageError) -> Int {
        hasWritten = true
        if table == Self.marks { hasMarked = true }
        return try connection.insert(into: table, columns: columns, rows: rows)
    }

    func table(_ columns: [String], _ rows: [[SQLValue]]) -> SQL {
        connection.table(columns, rows)
    }

    func holding(_ table: String) -> SQL { connection.holding(table) }

    func tenants(in table: String, where condition: SQL) -> SQL {
        connection.tenants(in: table, where: condition)
    }

    func runScript(_ text: String) throws(StorageError) {
        hasWritten = true
        try connection.runScript(text)
    }

    /// A statement that begins with none of these words may still write, behind `WITH`.
    private func look(at sql: SQL) {
        let words = sql.pieces[0].split(maxSplits: 3, whereSeparator: \.isWhitespace)
        switch words.first {
        case "INSERT":
            hasWritten = true
            if words.count > 2, words[2] == Self.marks { hasMarked = true }
        case "UPDATE", "DELETE": hasWritten = true
        case "WITH":
            let text = sql.pieces.joined(separator: " ")
            if ["INSERT INTO", "UPDATE ", "DELETE FROM"].contains(where: text.contains) {
                hasWritten = true
            }
        default: break
        }
    }
}
