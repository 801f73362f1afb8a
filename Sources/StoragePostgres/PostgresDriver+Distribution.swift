import Storage

/// Citus spreads tables over several servers by `tenant_id`, which leads their keys for this reason.
///
/// <https://docs.citusdata.com/en/stable/develop/api_udf.html>
extension PostgresDriver {
    package func distribute() async throws -> [String] {
        let tables = try await tables()
        return try await alter(declaring: []) { connection in
            guard try Self.isTrue("to_regproc('create_distributed_table') IS NOT NULL", connection)
            else {
                throw StorageError(
                    .unsupported,
                    "the extension citus is not installed in this database (CREATE EXTENSION citus)"
                )
            }
            var done: [String] = []
            // What others refer to must be everywhere before they are spread.
            let shared = tables.filter { $0.key.first != "tenant_id" }
            for table in shared + tables.filter({ $0.key.first == "tenant_id" })
            where try !Self.isSpread(table.name, connection) {
                if table.key.first == "tenant_id" {
                    try connection.perform(
                        "SELECT create_distributed_table(\(table.name)::regclass, 'tenant_id')"
                    )
                    done.append("\(table.name): spread by tenant_id")
                } else {
                    try connection.perform("SELECT create_reference_table(\(table.name)::regclass)")
                    done.append("\(table.name): on every server")
                }
            }
            return done
        }
    }

    private static func isSpread(
        _ table: String,
        _ connection: any SQLConnection
    ) throws -> Bool {
        guard try isTrue("to_regclass('pg_dist_partition') IS NOT NULL", connection) else {
            return false
        }
        return try isTrue(
            """
            EXISTS (SELECT 1 FROM pg_dist_partition WHERE logicalrelid = \(table)::regclass)
            """,
            connection
        )
    }

    private static func isTrue(_ condition: SQL, _ connection: any SQLConnection) throws -> Bool {
        var isTrue = false
        try connection.run("SELECT \(condition)") { (row: inout RowReader) throws(StorageError) in
            isTrue = try row.next()
        }
        return isTrue
    }
}
