internal import Storage

/// What is different where the server is the coordinator of a Citus cluster.
///
/// The rows of a tenant stand together on one of its nodes, where the coordinator goes as the role of the
/// transaction. Decision 0018; <https://docs.citusdata.com/en/v13.0/develop/reference_workarounds.html>
enum PostgresCluster {
    /// A row where this database has the extension.
    static let isThere: SQL =
        "SELECT relname FROM pg_class WHERE oid = to_regclass('pg_dist_partition')"

    /// What the coordinator alone has to know of a transaction.
    ///
    /// Nodes write by themselves to no table that is on all of them: for a lock against that, the role would
    /// need more rights on such a table than it has.
    ///
    /// Tables are changed on one node after the other: some have references to others of the same
    /// transaction. Nothing is spread but by ``PostgresDriver/distribute(_:)``.
    static func frame(role: String, isAlone: Bool) -> SQL {
        let role: SQL = """
            SELECT set_config('role', \(role), TRUE),
                set_config('citus.propagate_set_commands', 'local', TRUE),
                set_config(
                    'citus.allow_modifications_from_workers_to_replicated_tables', 'off', TRUE
                )
            """
        guard isAlone else { return role }
        return """
            \(role),
                set_config('citus.multi_shard_modify_mode', 'sequential', TRUE),
                set_config('citus.enable_local_reference_table_foreign_keys', 'off', TRUE)
            """
    }

    /// A row when something is on the nodes already.
    static let isBegun: SQL = "SELECT partmethod::text FROM pg_dist_partition LIMIT 1"

    /// Until then the nodes hear of nothing.
    ///
    /// A role, a schema and what belongs to them, made in one transaction, could be made there by an
    /// administrator only. With the first table they are all sent.
    static let keepsToItself: SQL = "SELECT set_config('citus.enable_ddl_propagation', 'off', TRUE)"

    /// A setting of the transaction that every node hears of on which it does something.
    ///
    /// Only this statement is passed on, and it takes no values but in its text.
    static func setting(_ name: String, to value: String) -> String {
        "SET LOCAL \(name) TO '\(value.replacing("'", with: "''"))'"
    }

    /// Rows as a list of values: the coordinator sends it to the node of each row's tenant.
    ///
    /// What it inserts of a query goes by `COPY`, which row-level security forbids.
    static func insertion(
        into table: String,
        _ columns: [String],
        _ rows: [[SQLValue]]
    ) -> SQL {
        """
        INSERT INTO \(SQL.name(table)) (\(SQL.list(columns.map(SQL.name))))
        \(SQL.values(rows))
        """
    }

    /// The same statement with the whole numbers behind `ON CONFLICT` in its text; nil for any other.
    ///
    /// What is inserted of a query goes to a node in two steps, and Citus 13 loses the types of values in
    /// the second one (`could not determine data type of parameter $1`).
    static func withFixedConflict(_ sql: SQL) -> SQL? {
        guard sql.pieces[0].hasPrefix("INSERT INTO"),
            let start = sql.pieces.firstIndex(where: { $0.contains("ON CONFLICT") }),
            sql.values.count > start,
            sql.pieces[0...start].contains(where: { $0.contains("SELECT") })
        else { return nil }
        var parts = SQL.Parts(literalCapacity: 0, interpolationCount: sql.values.count)
        for (place, piece) in sql.pieces.enumerated() {
            parts.appendLiteral(piece)
            guard place < sql.values.count else { break }
            if place >= start, case .integer(let number) = sql.values[place] {
                parts.appendLiteral("(\(number))")
            } else {
                parts.appendInterpolation(sql.values[place])
            }
        }
        return SQL(stringInterpolation: parts)
    }

    /// Each node answers for its own tenants; a query that goes from one row to the next would have to ask
    /// all of them for each.
    static func tenants(in table: String, where condition: SQL) -> SQL {
        "SELECT DISTINCT tenant_id FROM \(SQL.name(table)) WHERE \(condition)"
    }
}

/// Where the rows of a table are.
enum TablePlace: String {
    /// On the node of their tenant.
    case spread
    /// On every node: what rows of several tenants refer to, or what is looked for without a tenant.
    case everywhere
    /// On the coordinator: what only transactions of the whole installation use.
    case here

    static let question: SQL = """
        SELECT
            class.relname,
            CASE
                WHEN main.name = 'tenant_id' THEN 'spread'
                WHEN EXISTS (
                    SELECT 1 FROM pg_attribute
                    WHERE attrelid = class.oid AND attname = 'tenant_id' AND NOT attisdropped
                ) OR EXISTS (
                    SELECT 1 FROM pg_constraint
                    WHERE confrelid = class.oid AND conrelid <> class.oid AND contype = 'f'
                ) THEN 'everywhere'
                ELSE 'here'
            END,
            CASE
                WHEN dist.partmethod = 'h' THEN 'spread'
                WHEN dist.partmethod = 'n' AND dist.repmodel = 't' THEN 'everywhere'
                ELSE 'here'
            END,
            EXISTS (
                SELECT 1 FROM pg_attribute
                WHERE attrelid = class.oid AND attname = 'tenant_id' AND NOT attisdropped
            )
        FROM pg_class AS class
        LEFT JOIN LATERAL (
            SELECT attribute.attname AS name
            FROM pg_index AS index
            JOIN pg_attribute AS attribute
                ON attribute.attrelid = index.indrelid AND attribute.attnum = index.indkey[0]
            WHERE index.indrelid = class.oid AND index.indisprimary
        ) AS main ON TRUE
        LEFT JOIN pg_dist_partition AS dist ON dist.logicalrelid = class.oid
        WHERE class.relnamespace = current_schema()::regnamespace AND class.relkind IN ('r', 'p')
        ORDER BY class.oid
        """
}

/// Where a table should be, and where it is.
struct PlacedTable: RowReadable {
    let name: String
    let meant: TablePlace
    let found: TablePlace
    let hasTenant: Bool

    init(reading row: inout RowReader) throws(StorageError) {
        name = try row.next()
        meant = TablePlace(rawValue: try row.next()) ?? .here
        found = TablePlace(rawValue: try row.next()) ?? .here
        hasTenant = try row.next()
    }
}
