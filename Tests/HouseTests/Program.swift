import Foundation
import Synchronization
import TestSupport

/// The built program, run as an operator runs it, on a folder of its own.
///
/// Its database is a file in that folder, or an empty one of the tests' PostgreSQL server.
struct Program: Sendable {
    let data: String
    let store: TestStore?
    let environment: [String: String]

    init(data: String) async throws {
        let store = TestEngine.isPostgres ? try await TestStore() : nil
        self.init(data: data, store: store, address: store?.address)
    }

    /// On a database that something else made, at this address.
    init(data: String, store: TestStore? = nil, address: String?) {
        // A folder that something else has made may be open to others, and then `doctor` says so.
        chmod(data, 0o700)
        self.data = data
        self.store = store
        var environment = ProcessInfo.processInfo.environment
        environment["PARVIS_DATABASE_URL"] = address
        self.environment = environment
    }

    private init(_ program: Program, environment: [String: String]) {
        data = program.data
        store = program.store
        self.environment = environment
    }

    /// The same with more in its environment.
    func adding(_ more: [String: String]) -> Program {
        Program(self, environment: environment.merging(more) { $1 })
    }

    /// Beside the tests in the build folder.
    static let path = BuiltProgram.path

    /// Runs a command to its end.
    func run(_ arguments: [String], input: String = "") async throws -> OtherProgram.Output {
        try await OtherProgram.run(
            Self.path,
            arguments,
            environment: environment,
            input: input
        )
    }

    /// Runs a command on this installation.
    func command(_ arguments: String...) async throws -> OtherProgram.Output {
        try await run(arguments + ["--data", data])
    }

    /// Starts the server, and waits until it says where it serves.
    func serve(_ more: [String] = [], log name: String = "serve") async throws -> RunningServer {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.path)
        process.arguments =
            ["serve", "--data", data, "--port", "0", "--log-level", "debug"]
            + ["--writes-burst", "1000000", "--writes-per-minute", "1000000"] + more
        process.currentDirectoryURL = URL(fileURLWithPath: TestHouse.root)
        process.environment = environment
        let log = data + "/" + name + ".log"
        _ = FileManager.default.createFile(
            atPath: log,
            contents: nil,
            attributes: [.posixPermissions: 0o600]
        )
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        try handle.seekToEnd()
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        for _ in 0..<2400 {
            let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            if let line = text.split(separator: "\n").last(where: {
                $0.contains("serves on http://localhost:")
            }),
                let port = Int(line.split(separator: ":").last?.prefix { $0.isNumber } ?? "")
            {
                return RunningServer(process: process, port: port)
            }
            guard process.isRunning else { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        process.terminate()
        throw ProgramFailure(text: "the server did not start, see \(log)")
    }
}

struct ProgramFailure: Error {
    let text: String
}

/// A server that runs as a process of its own.
final class RunningServer: @unchecked Sendable {
    // Unchecked: `Process` is only asked to stop, by one task of one test.
    private let process: Process
    let port: Int

    init(process: Process, port: Int) {
        self.process = process
        self.port = port
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// As when the power fails.
    func killAtOnce() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Until ``thaw()`` it does nothing at all, and keeps what it holds.
    func freeze() {
        kill(process.processIdentifier, SIGSTOP)
    }

    func thaw() {
        kill(process.processIdentifier, SIGCONT)
    }

    /// As an operator stops it; gives its exit status.
    func stop() async throws -> Int32 {
        process.terminate()
        return try await Aside.run {
            self.process.waitUntilExit()
            return self.process.terminationStatus
        }
    }

    func post(_ path: String, _ form: [(String, String)]) async throws -> HTTPAnswer {
        let body = form.map { FormText.encode($0.0) + "=" + FormText.encode($0.1) }
            .joined(separator: "&")
        return try await HTTPExchange(port: port).send(
            "POST",
            path,
            fields: [
                ("Host", "eci.localhost:\(port)"),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ],
            body: Array(body.utf8)
        )
    }

    func get(_ path: String) async throws -> HTTPAnswer {
        try await HTTPExchange(port: port).get(path, fields: [("Host", "eci.localhost:\(port)")])
    }
}
