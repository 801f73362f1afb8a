/// One row, read from left to right.
///
/// The column list stands beside the initialiser that reads it, so that both change together.
package struct RowReader: Sendable {
    private let cells: [SQLValue]
    private var position = 0

    package init(cells: [SQLValue]) {
        self.cells = cells
    }

    /// The next cell.
    ///
    /// Throws `unreadable` when it holds another type, or when no cell is left.
    package mutating func next<Value: SQLReadable>() throws(StorageError) -> Value {
        guard position < cells.count, let value = Value(sqlValue: cells[position]) else {
            throw StorageError(.unreadable, "column \(position + 1) is not a \(Value.self)")
        }
        position += 1
        return value
    }

    /// Every cell that is left.
    mutating func rest() -> [SQLValue] {
        defer { position = cells.count }
        return Array(cells[position...])
    }
}

/// A value that one row describes.
package protocol RowReadable: Sendable {
    init(reading row: inout RowReader) throws(StorageError)
}
