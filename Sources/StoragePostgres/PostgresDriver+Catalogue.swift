package import Storage

extension PostgresDriver {
    package func tables() async throws -> [TableShape] {
        let rows = try await read(for: nil) { connection in
            var rows: [CatalogueRow] = []
            try connection.run(
                """
                WITH RECURSIVE reference (oid, depth) AS (
                    SELECT oid, 0 FROM pg_class
                    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
                    UNION
                    SELECT part.conrelid, reference.depth + 1
                    FROM reference
                    JOIN pg_constraint AS part ON part.confrelid = reference.oid
                    WHERE part.contype = 'f' AND part.conrelid <> part.confrelid
                      AND reference.depth < 100
                )
                SELECT
                    class.relname, attribute.attname, attribute.atttypid = 'boolean'::regtype,
                    array_position(main.indkey::int2[], attribute.attnum) + 1
                FROM pg_class AS class
                JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid
                LEFT JOIN pg_index AS main ON main.indrelid = class.oid AND main.indisprimary
                WHERE class.relnamespace = current_schema()::regnamespace
                  AND class.relkind IN ('r', 'p')
                  AND attribute.attnum > 0 AND NOT attribute.attisdropped
                  -- What the engine computes for itself is nobody's to copy.
                  AND attribute.attgenerated = ''
                ORDER BY
                    (SELECT max(depth) FROM reference WHERE reference.oid = class.oid),
                    class.oid, attribute.attnum
                """
            ) { (row: inout RowReader) throws(StorageError) in
                rows.append(try CatalogueRow(reading: &row))
            }
            return rows
        }
        return CatalogueRow.tables(rows)
    }
}
