import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Goal: several servers on one database do not stand in each other's way, and wait for a database that
/// is away.
///
/// Method: the real program, several times, on a PostgreSQL server that is killed and started again.
@Suite("Servers on one PostgreSQL", .enabled(if: TestEngine.isPostgres))
struct ServersTests {
    @Test("a server that starts before its database waits, says for what, and then serves")
    func waits() async throws {
        let folder = try TemporaryFolder()
        let postgres = try await PrivatePostgres()
        let program = Program(data: folder.path, address: postgres.address)
        _ = try await program.command("seed", "demo", "--signatures", "0")
        try await postgres.crash()

        let command = try await program.command("tenant", "list")
        async let starting = program.serve()
        try await program.logged("Waiting for the database at 127.0.0.1:")
        try await postgres.startAgain()
        let server = try await starting

        #expect(command.status != 0 && command.text.contains("unavailable"), "\(command.text)")
        #expect(try await server.get("/en").status == 200)
        #expect(try await server.stop() == 0)
    }

    @Test("programs that migrate an empty database at once make each table once")
    func migrate() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("migrate", "--new")
        let address = try #require(program.store?.address)
        // What is left of a beginning that was killed: the mark of the secret.
        let tables = try PostgresConsole.run(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
            at: address
        )
        for table in tables.map({ $0[0] }) where !["installation", "migration"].contains(table) {
            try PostgresConsole.run("DROP TABLE \(table) CASCADE", at: address)
        }
        try PostgresConsole.run("DROP FUNCTION search_best, search_holds", at: address)
        try PostgresConsole.run(
            "DELETE FROM migration WHERE id NOT LIKE 'operation/%'",
            at: address
        )

        let outputs = try await withThrowingTaskGroup(of: OtherProgram.Output.self) { group in
            for _ in 0..<4 { group.addTask { try await program.command("migrate") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(outputs.allSatisfy { $0.status == 0 }, "\(outputs.map(\.text))")
        let ran = outputs.flatMap { $0.text.split(separator: "\n").filter { $0.hasPrefix("ran ") } }
        #expect(ran.count >= 4)
        #expect(Set(ran).count == ran.count, "\(ran)")
    }

    @Test("a server with another secret does not start: it would recognise nobody")
    func otherSecret() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("migrate", "--new")
        let stranger = Program(data: folder.path + "/stranger", address: program.store?.address)
        try FileManager.default.createDirectory(
            atPath: stranger.data,
            withIntermediateDirectories: true
        )
        _ = FileManager.default.createFile(
            atPath: stranger.data + "/secret",
            contents: Data(Data(repeating: 9, count: 32).base64EncodedString().utf8),
            attributes: [.posixPermissions: 0o600]
        )

        let refused = try await stranger.command("serve", "--port", "0")

        #expect(refused.status != 0)
        #expect(refused.text.contains("The installation secret is not the one"), "\(refused.text)")
    }
}
