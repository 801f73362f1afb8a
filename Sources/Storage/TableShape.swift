/// A table as it stands in a database: enough to copy its rows into another engine.
package struct TableShape: Sendable, Equatable {
    package struct Column: Sendable, Equatable {
        package let name: String
        /// One engine keeps truth as a number.
        package let isBoolean: Bool

        package init(name: String, isBoolean: Bool) {
            self.name = name
            self.isBoolean = isBoolean
        }
    }

    package let name: String
    package let columns: [Column]
    /// The columns of the primary key, in its order.
    package let key: [String]

    package init(name: String, columns: [Column], key: [String]) {
        self.name = name
        self.columns = columns
        self.key = key
    }
}

/// One column of one table, as an engine's own catalogue has it.
package struct CatalogueRow: RowReadable {
    private let table: String
    private let column: TableShape.Column
    /// Counted from 1; nil when it is no part of the primary key.
    private let keyPosition: Int?

    package init(reading row: inout RowReader) throws(StorageError) {
        table = try row.next()
        column = TableShape.Column(name: try row.next(), isBoolean: try row.next())
        keyPosition = try row.next()
    }

    /// Puts the columns of each table together; tables and columns stay in their order.
    package static func tables(_ rows: [CatalogueRow]) -> [TableShape] {
        var order: [String] = []
        for row in rows where order.last != row.table { order.append(row.table) }
        let columns = Dictionary(grouping: rows, by: \.table)
        return order.map { name in
            let own = columns[name, default: []]
            let key = own.compactMap { row in row.keyPosition.map { ($0, row.column.name) } }
            return TableShape(
                name: name,
                columns: own.map(\.column),
                key: key.sorted { $0.0 < $1.0 }.map(\.1)
            )
        }
    }
}
