private import CPostgres

/// A connection outside of the program's own storage: what an administrator types, or an intruder.
package enum PostgresConsole {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// Runs statements one after the other on one connection; gives the rows of the last as texts.
    @discardableResult
    package static func run(_ statements: String..., at address: String) throws -> [[String]] {
        let connection = PQconnectdb(address)
        defer { PQfinish(connection) }
        guard PQstatus(connection) == CONNECTION_OK else { throw failure(connection) }
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        var rows: [[String]] = []
        for statement in statements {
            let result = PQexec(connection, statement)
            defer { PQclear(result) }
            guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else {
                throw failure(connection)
            }
            rows = (0..<PQntuples(result)).map { row in
                (0..<PQnfields(result)).map { String(cString: PQgetvalue(result, row, $0)) }
            }
        }
        return rows
    }

    /// Every row of every table as text, bytes in hexadecimal: what a thief of the disk can read.
    package static func dump(_ address: String) throws -> [UInt8] {
        let tables = try run(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
            at: address
        )
        return try tables.flatMap { table -> [UInt8] in
            let name = table[0]
            let rows = try run("SELECT \"\(name)\"::text FROM \"\(name)\"", at: address)
            return rows.flatMap { Array($0[0].utf8) + [0x0A] }
        }
    }

    private static func failure(_ connection: OpaquePointer?) -> Failure {
        Failure(description: PQerrorMessage(connection).map { String(cString: $0) } ?? "")
    }
}
