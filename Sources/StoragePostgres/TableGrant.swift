internal import Storage

/// One privilege on a table, or on one of its columns.
struct TableGrant: RowReadable, Hashable {
    let table: String
    let privilege: String
    /// Empty when it is about the whole table.
    let column: String

    init(reading row: inout RowReader) throws(StorageError) {
        table = try row.next()
        privilege = try row.next()
        column = try row.next()
    }

    init(table: String, privilege: String, column: String) {
        self.table = table
        self.privilege = privilege
        self.column = column
    }

    /// `UPDATE (role) on role_change`.
    var text: String {
        "\(privilege)\(column.isEmpty ? "" : " (\(column))") on \(table)"
    }

    /// Everything that a declaration gives.
    static func all(of access: TableAccess) -> [TableGrant] {
        PostgresSession.privileges(of: access).flatMap { privilege, columns in
            (columns.isEmpty ? [""] : columns).map {
                TableGrant(table: access.table, privilege: privilege, column: $0)
            }
        }
    }
}
