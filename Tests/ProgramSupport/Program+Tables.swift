import Foundation
import TestSupport

/// What a command has made of the database.
extension Program {
    /// The file of an installation that has one.
    package var file: String { data + "/parvis.sqlite" }

    /// The names of the tables; of none when there is no database.
    package func tables() async throws -> [String] {
        if let store {
            return try PostgresConsole.run(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
                at: store.address
            ).map { $0[0] }
        }
        let size = try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
        guard let size, size > 0 else { return [] }
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        return try await SQLiteConsole.run(sql, in: file)
    }

    /// How many rows a table has, or how many of one institution.
    package func count(of table: String, in tenant: String? = nil) async throws -> Int {
        let own = tenant.map { " WHERE tenant_id = '\($0)'" } ?? ""
        let sql = "SELECT count(*) FROM \(table)" + own
        if let store {
            return Int(try PostgresConsole.run(sql, at: store.address)[0][0]) ?? 0
        }
        return Int(try await SQLiteConsole.run(sql, in: file)[0]) ?? 0
    }
}
