import Foundation
package import TestSupport

/// The built program, run as an operator runs it, on a folder of its own.
///
/// Its database is a file in that folder, or an empty one of the tests' PostgreSQL server.
package struct Program: Sendable {
    /// The folder of the installation.
    package let data: String
    /// Its database, when that is of the tests' PostgreSQL server.
    package let store: TestStore?
    /// With which commands and servers run.
    package let environment: [String: String]

    /// On a database of its own, which is empty.
    package init(data: String) async throws {
        let store = TestEngine.isPostgres ? try await TestStore() : nil
        self.init(data: data, store: store, address: store?.address)
    }

    /// On a database that something else made, at this address.
    package init(data: String, store: TestStore? = nil, address: String?) {
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
    package func adding(_ more: [String: String]) -> Program {
        Program(self, environment: environment.merging(more) { $1 })
    }

    /// Beside the tests in the build folder.
    package static let path = BuiltProgram.path

    /// Runs a command to its end.
    package func run(_ arguments: [String], input: String = "") async throws -> OtherProgram.Output
    {
        try await OtherProgram.run(
            Self.path,
            arguments,
            environment: environment,
            input: input
        )
    }

    /// Runs a command on this installation.
    package func command(_ arguments: String...) async throws -> OtherProgram.Output {
        try await run(arguments + ["--data", data])
    }

    /// Starts the server, and waits until it says where it serves.
    package func serve(
        _ more: [String] = [],
        log name: String = "serve"
    ) async throws -> RunningServer {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.path)
        process.arguments =
            ["serve", "--data", data, "--port", "0", "--log-level", "debug"]
            + ["--writes-burst", "1000000", "--writes-per-minute", "1000000"]
            + ["--free-writes", "1000000"] + more
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

    /// Returns when the server's log holds that text.
    package func logged(_ text: String) async throws {
        for _ in 0..<2400 {
            let log = try? String(contentsOfFile: data + "/serve.log", encoding: .utf8)
            if log?.contains(text) == true { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw ProgramFailure(text: "never logged: \(text)")
    }
}
