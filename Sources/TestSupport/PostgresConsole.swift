import CPostgres

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

    private static func failure(_ connection: OpaquePointer?) -> Failure {
        Failure(description: PQerrorMessage(connection).map { String(cString: $0) } ?? "")
    }
}
