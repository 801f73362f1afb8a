/// A statement and the values bound to it.
///
/// Only a literal or an interpolation makes one, and an interpolated value is always bound, never
/// pasted: no text that somebody typed can become SQL.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// The text between the values: always one more piece than there are values.
    package private(set) var pieces: [String]
    package private(set) var values: [SQLValue]

    package init(stringLiteral text: String) {
        pieces = [text]
        values = []
    }

    package init(stringInterpolation parts: Parts) {
        pieces = parts.pieces
        values = parts.values
    }

    /// The text with a placeholder for each value: `?` for SQLite, `$1` for PostgreSQL.
    ///
    /// SQLite numbers them itself, and would look each number up among all before it.
    package func text(placeholder: Character) -> String {
        guard !values.isEmpty else { return pieces[0] }
        var text = pieces[0]
        for (index, piece) in pieces.dropFirst().enumerated() {
            text.append(placeholder)
            if placeholder != "?" { text += String(index + 1) }
            text += piece
        }
        return text
    }

    /// The name of a table or a column that is known only when the program runs.
    ///
    /// Names come from migrations, never from people: anything but `a-z`, `0-9` and `_` is a mistake.
    package static func name(_ name: String) -> SQL {
        precondition(isName(name), "\(name) is no name of a table or column")
        var sql: SQL = ""
        sql.pieces = ["\"" + name + "\""]
        return sql
    }

    static func isName(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
        }
    }

    /// Parts of a statement with commas between them.
    package static func list(_ parts: [SQL]) -> SQL {
        guard var list = parts.first else { return "" }
        for part in parts.dropFirst() {
            list.pieces[list.pieces.count - 1] += ", " + part.pieces[0]
            list.pieces += part.pieces.dropFirst()
            list.values += part.values
        }
        return list
    }

    /// `VALUES (…), (…)` of rows that have a cell for each column; thousands cost little.
    package static func values(_ rows: [[SQLValue]]) -> SQL {
        var sql: SQL = ""
        sql.pieces = []
        sql.pieces.reserveCapacity(rows.count * (rows.first?.count ?? 0) + 1)
        sql.values.reserveCapacity(sql.pieces.capacity)
        for (number, row) in rows.enumerated() {
            for place in row.indices {
                let isFirst = place == row.startIndex
                sql.pieces.append(isFirst ? (number == 0 ? "VALUES (" : "), (") : ", ")
            }
            sql.values += row
        }
        sql.pieces.append(")")
        return sql
    }

    /// The parts of an interpolated statement.
    package struct Parts: StringInterpolationProtocol {
        fileprivate var pieces: [String] = [""]
        fileprivate var values: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) {
            pieces[pieces.count - 1] += literal
        }

        package mutating func appendInterpolation(_ value: some SQLBindable) {
            values.append(value.sqlValue)
            pieces.append("")
        }

        /// Nothing is bound as NULL.
        package mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            values.append(value.sqlValue)
            pieces.append("")
        }

        /// A part of a statement that stands elsewhere: a list of columns, a condition.
        package mutating func appendInterpolation(_ fragment: SQL) {
            pieces[pieces.count - 1] += fragment.pieces[0]
            values += fragment.values
            pieces += fragment.pieces.dropFirst()
        }

        /// The values of an `IN (…)`, each bound.
        ///
        /// The list must not be empty: `IN ()` is no SQL. Keep lists bounded, see `Limits`.
        package mutating func appendInterpolation(list items: [some SQLBindable]) {
            precondition(!items.isEmpty, "an empty list of values is no SQL")
            for (index, item) in items.enumerated() {
                if index > 0 { appendLiteral(", ") }
                appendInterpolation(item)
            }
        }
    }
}
