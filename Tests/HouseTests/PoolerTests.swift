import Foundation
import TestSupport
import Testing

/// Goal: the program works behind PgBouncer in transaction mode, where no connection is its own.
///
/// Method: a real PgBouncer with three connections between two servers and the database.
@Suite("Behind a pooler", .enabled(if: TestEngine.isPostgres))
struct PoolerTests {
    @Test("two servers on three pooled connections count exactly and mix up no tenants")
    func transactionMode() async throws {
        let folder = try TemporaryFolder()
        let direct = try await Program(data: folder.path)
        _ = try direct.command("seed", "demo", "--signatures", "0")
        let pooler = try await PgBouncer(before: try #require(direct.store?.address))
        defer { pooler.stop() }
        let program = Program(data: folder.path, address: pooler.address)
        let pooled = ["--database-pooler", "yes", "--database-connections", "6"]
        let servers = [
            try await program.serve(pooled), try await program.serve(pooled, log: "second"),
        ]

        let statuses = await withTaskGroup(of: Int.self) { group in
            for number in 0..<120 {
                group.addTask { await servers[number % 2].sign("P\(number / 2 * 2 % 90)") }
                group.addTask {
                    (try? await servers[number % 2].get("/en/initiatives?page=\(number)"))?.status
                        ?? 0
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }

        #expect(statuses.count { $0 == 303 } == 45)
        #expect(!statuses.contains { $0 >= 500 || $0 == 0 }, "\(statuses)")
        for server in servers { #expect(server.stop() == 0) }
        let doctor = try direct.command("doctor")
        #expect(doctor.text.contains("45 entries"), "\(doctor.text)")
        #expect(!doctor.text.contains("counts differ"))
    }
}

/// A PgBouncer of one test.
final class PgBouncer: @unchecked Sendable {
    let address: String
    // Unchecked: `Process` is only asked to stop, when nobody uses it any more.
    private let process = Process()
    private let folder: TemporaryFolder

    init(before server: String) async throws {
        folder = try TemporaryFolder()
        let url = try #require(URLComponents(string: server))
        let port = Int.random(in: 20_000...50_000)
        address = "postgres://parvis@127.0.0.1:\(port)\(url.path)"
        let file = folder.path + "/pgbouncer.ini"
        try """
        [databases]
        * = host=127.0.0.1 port=\(url.port ?? 5432) user=parvis
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = \(port)
        unix_socket_dir =
        auth_type = any
        pool_mode = transaction
        default_pool_size = 3
        """.write(toFile: file, atomically: true, encoding: .utf8)
        chmod(folder.path, 0o755)
        process.executableURL = URL(fileURLWithPath: "/usr/sbin/pgbouncer")
        // It refuses to run as root.
        process.arguments = getuid() == 0 ? ["-q", "-u", "nobody", file] : ["-q", file]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<100 {
            if (try? PostgresConsole.run("SELECT 1", at: address)) != nil { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw ProgramFailure(text: "the pooler did not start")
    }

    /// At once: it holds nothing that anybody needs.
    func stop() { kill(process.processIdentifier, SIGKILL) }
}
