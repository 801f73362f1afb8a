package import Storage

extension SQLiteDriver {
    package func tables() async throws -> [TableShape] {
        let rows = try await read(for: nil) { connection in
            var rows: [CatalogueRow] = []
            try connection.run(
                """
                SELECT item.name, part.name, 0, nullif(part.pk, 0)
                FROM sqlite_schema AS item, pragma_table_info(item.name) AS part
                WHERE \(Self.ownTables) ORDER BY item.rowid, part.cid
                """
            ) { (row: inout RowReader) throws(StorageError) in
                rows.append(try CatalogueRow(reading: &row))
            }
            return rows
        }
        return CatalogueRow.tables(rows)
    }

    /// Of `sqlite_schema AS item`: tables that hold rows of ours, and not what an index keeps for itself.
    static let ownTables: Storage.SQL = """
        item.type = 'table' AND item.name NOT LIKE 'sqlite~_%' ESCAPE '~'
        AND item.name IN (
            SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
        )
        """
}
