internal import Storage

/// Rows turned into one array for each column, in PostgreSQL's binary form.
///
/// A thousand rows are then one statement with a few values: the server prepares its checks once, not a
/// thousand times.
struct PostgresArrays {
    /// The statement that unpacks them.
    let text: String
    private(set) var parameters = PostgresParameters([])

    /// Every row has a value for each column, of one kind in each column, or NULL.
    init(table: String, columns: [String], rows: [[SQLValue]]) {
        var arrays: [String] = []
        var names: [String] = []
        var picked: [String] = []
        for (index, column) in columns.enumerated() {
            let cells = rows.map { $0[index] }
            guard let element = cells.lazy.compactMap(Self.type).first else {
                // Without a value nobody knows the type; the column does.
                picked.append("NULL")
                continue
            }
            parameters.append(cells, type: element.array, of: element.type)
            arrays.append("$\(arrays.count + 1)")
            names.append("\"\(column)\"")
            picked.append("row.\"\(column)\"")
        }
        let target = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let source =
            arrays.isEmpty
            ? "generate_series(1, \(rows.count))"
            : "unnest(\(arrays.joined(separator: ", "))) AS row (\(names.joined(separator: ", ")))"
        text = """
            INSERT INTO "\(table)" (\(target))
            SELECT \(picked.joined(separator: ", ")) FROM \(source)
            """
    }

    static func type(of value: SQLValue) -> (type: UInt32, array: UInt32)? {
        switch value {
        case .null, .list: nil
        case .boolean: (PostgresType.boolean, PostgresType.booleans)
        case .integer: (PostgresType.integer8, PostgresType.integers8)
        case .real: (PostgresType.real8, PostgresType.reals8)
        case .text: (PostgresType.text, PostgresType.texts)
        case .bytes: (PostgresType.bytes, PostgresType.bytesLists)
        }
    }
}
