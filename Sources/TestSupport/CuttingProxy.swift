import Foundation
import StoragePostgres
import Synchronization

/// A network before PostgreSQL that breaks when a COMMIT passes.
///
/// The server behind it is real, and so is what it stored. Statements must not be prepared by name
/// (`isPooled`), or a COMMIT could not be seen.
package final class CuttingProxy: Sendable {
    package enum Fate: Sendable {
        case pass
        /// The connection is reset after the server has answered, and nobody hears the answer.
        case after(every: Int)
        /// The connection is reset before the server has the COMMIT.
        case before(every: Int)
        /// Nothing comes back any more, and nothing ends.
        case hold(every: Int)

        fileprivate var line: String {
            switch self {
            case .pass: "pass"
            case .after(let every): "after \(every)"
            case .before(let every): "before \(every)"
            case .hold(let every): "hold \(every)"
            }
        }
    }

    private struct Failure: Error { let text: String }

    private struct Pipes {
        let input: FileHandle
        let output: FileHandle
    }

    /// The database behind it, as a client would name it.
    package let address: String
    private let pipes: Mutex<Pipes>

    private init(address: String, pipes: Pipes) {
        self.address = address
        self.pipes = Mutex(pipes)
    }

    /// From now on; gives how many met their fate so far.
    @discardableResult
    package func turn(_ fate: Fate) async throws -> Int {
        try await Aside.run {
            try self.pipes.withLock { pipes in
                try pipes.input.put(fate.line + "\n")
                return Int(try Self.line(from: pipes.output)) ?? 0
            }
        }
    }

    /// Runs one before the database of that address (`postgres://user@host:port/name`) while `body` does.
    package static func run(
        before address: String,
        _ body: (CuttingProxy) async throws -> Void
    ) async throws {
        guard let place = URLComponents(string: address), let host = place.host,
            let port = place.port
        else { throw Failure(text: "no address of a server: \(address)") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", TestHouse.root + "/Tests/PostgresTests/cutting_proxy.py", host, "\(port)",
        ]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        defer {
            try? input.fileHandleForWriting.close()
            process.terminate()
            process.waitUntilExit()
        }
        let handle = output.fileHandleForReading
        let own = try await Aside.run { try line(from: handle) }
        var outside = place
        outside.port = Int(own)
        let proxy = CuttingProxy(
            address: outside.string ?? "",
            pipes: Pipes(input: input.fileHandleForWriting, output: handle)
        )
        try await body(proxy)
    }

    private static func line(from handle: FileHandle) throws -> String {
        var bytes: [UInt8] = []
        while let byte = try handle.piece(upTo: 1).first {
            if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        throw Failure(text: "the proxy has ended")
    }
}
