import ProgramSupport

/// Rows of a file that somebody sent, as they stand in the tables: parts of every byte there is.
enum FileRows {
    private static let digest = String(repeating: "ab", count: 32)
    private static let every = (0..<256).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        .joined()

    /// What puts them into the first space of the demonstration; `bytes` writes hexadecimal as the engine
    /// does.
    static func statements(bytes: (String) -> String) -> [String] {
        let place = "'eci', 1"
        return [
            """
            INSERT INTO file_content (tenant_id, space_id, digest, uses, touched_at)
            VALUES (\(place), \(bytes(digest)), 1, 0)
            """,
            """
            INSERT INTO file_part (tenant_id, space_id, digest, number, bytes)
            VALUES (\(place), \(bytes(digest)), 0, \(bytes(every))),
                   (\(place), \(bytes(digest)), 1, \(bytes("00")))
            """,
            """
            INSERT INTO file (
                tenant_id, space_id, id, digest, kind, name, bytes, sent_bytes, created_at,
                subject_kind, subject_id
            )
            VALUES (\(place), '00000000000000000000000001', \(bytes(digest)), 'png', 'été.png',
                    257, 300, 0, 'thing', '1')
            """,
            """
            INSERT INTO file_room (tenant_id, space_id, bytes, waiting_bytes)
            VALUES (\(place), 257, 0)
            """,
        ]
    }

    /// Into a file of SQLite.
    static func add(to file: String) async throws {
        for statement in statements(bytes: { "x'\($0)'" }) {
            try await SQLiteConsole.run(statement, in: file)
        }
    }

    /// The parts in a file of SQLite, as hexadecimal.
    static func parts(in file: String) async throws -> [String] {
        try await SQLiteConsole.run("SELECT hex(bytes) FROM file_part ORDER BY number", in: file)
    }

    /// What these must be.
    static let parts = [every.uppercased(), "00"]
}
