import Foundation
import ProgramSupport
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
        _ = try await direct.command("seed", "demo", "--signatures", "0")
        let pooler = try await PgBouncer(before: try #require(direct.store?.address))
        defer { pooler.stop() }
        let program = Program(data: folder.path, address: pooler.address)
        let pooled = ["--database-pooler", "yes", "--database-connections", "6"]
        let servers = [
            try await program.serve(pooled), try await program.serve(pooled, log: "second"),
        ]

        // More than the pool has connections, and no more than are answered in time anywhere.
        let statuses = await withTaskGroup(of: [Int].self) { group in
            for writer in 0..<12 {
                group.addTask {
                    var statuses: [Int] = []
                    for number in stride(from: writer, to: 120, by: 12) {
                        let server = servers[number % 2]
                        statuses.append(await server.sign("P\(number / 2 * 2 % 90)"))
                        let page = try? await server.get("/en/initiatives?page=\(number)")
                        statuses.append(page?.status ?? 0)
                    }
                    return statuses
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }

        // Whoever signs again is answered as the first time.
        #expect(statuses.count { $0 == 303 } == 120)
        #expect(!statuses.contains { $0 >= 500 || $0 == 0 }, "\(statuses)")
        for server in servers { #expect(try await server.stop() == 0) }
        let doctor = try await direct.command("doctor")
        #expect(doctor.text.contains("45 entries"), "\(doctor.text)")
        #expect(!doctor.text.contains("counts differ"))
    }
}

/// A PgBouncer of one test.
final class PgBouncer: @unchecked Sendable {
    let address: String
    // Unchecked: `Process` is only asked to stop, when nobody uses it any more.
    private let process: Process
    private let folder: TemporaryFolder

    /// Another program may have the port that is tried: then the next one is.
    init(before server: String) async throws {
        let url = try #require(URLComponents(string: server))
        for _ in 0..<5 {
            let port = Int.random(in: 20_000...30_000)
            let folder = try TemporaryFolder()
            let process = try Self.start(folder, port: port, before: url)
            let address = "postgres://parvis@127.0.0.1:\(port)\(url.path)"
            for _ in 0..<1200 where process.isRunning {
                if (try? PostgresConsole.run("SELECT 1", at: address)) != nil {
                    (self.address, self.process, self.folder) = (address, process, folder)
                    return
                }
                try await Task.sleep(for: .milliseconds(50))
            }
            kill(process.processIdentifier, SIGKILL)
        }
        throw ProgramFailure(text: "the pooler did not start")
    }

    private static func start(
        _ folder: TemporaryFolder,
        port: Int,
        before server: URLComponents
    ) throws -> Process {
        let file = folder.path + "/pgbouncer.ini"
        try """
        [databases]
        * = host=127.0.0.1 port=\(server.port ?? 5432) user=parvis
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = \(port)
        unix_socket_dir =
        auth_type = any
        pool_mode = transaction
        default_pool_size = 3
        """.write(toFile: file, atomically: true, encoding: .utf8)
        chmod(folder.path, 0o755)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/sbin/pgbouncer")
        // It refuses to run as root.
        process.arguments = getuid() == 0 ? ["-q", "-u", "nobody", file] : ["-q", file]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// At once: it holds nothing that anybody needs.
    func stop() { kill(process.processIdentifier, SIGKILL) }
}
