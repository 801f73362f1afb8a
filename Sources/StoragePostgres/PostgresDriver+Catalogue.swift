package import Storage

extension PostgresDriver {
    package func tables() async throws -> [TableShape] {
        let rows = try await read(for: nil) { connection in
            var rows: [CatalogueRow] = []
            try connection.run(
                """
                SELECT
                    class.relname, attribute.attname, attribute.atttypid = 'boolean'::regtype,
                    array_position(main.indkey::int2[], attribute.attnum) + 1
                FROM pg_class AS class
                JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid
                LEFT JOIN pg_index AS main ON main.indrelid = class.oid AND main.indisprimary
                WHERE class.relnamespace = current_schema()::regnamespace
                  AND class.relkind IN ('r', 'p')
                  AND attribute.attnum > 0 AND NOT attribute.attisdropped
                ORDER BY class.oid, attribute.attnum
                """
            ) { (row: inout RowReader) throws(StorageError) in
                rows.append(try CatalogueRow(reading: &row))
            }
            return rows
        }
        return CatalogueRow.tables(rows)
    }
}
