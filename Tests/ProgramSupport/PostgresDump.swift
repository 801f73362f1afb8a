package import TestSupport

extension PostgresConsole {
    /// Every row of every table as text, bytes in hexadecimal: what a thief of the disk can read.
    package static func rows(at address: String) throws -> [UInt8] {
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
}
