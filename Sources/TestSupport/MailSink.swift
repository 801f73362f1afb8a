import Foundation
package import Mail
import StoragePostgres
import Synchronization

/// A mail server that is no program of ours (aiosmtpd), with what it took.
package final class MailSink: Sendable {
    package struct Received: Decodable, Sendable {
        package let from: String
        package let to: [String]
        package let headers: [[String]]
        package let type: String
        package let parts: [String: String]
        package let defects: [String]
        package let longest: Int
        package let tls: Bool
        /// The port of the other side: the same for all on one connection.
        package let peer: Int

        package func header(_ name: String) -> String? {
            headers.first { $0.first?.lowercased() == name.lowercased() }?.last
        }
    }

    private struct Hello: Decodable { let port: Int }

    private struct Failure: Error { let text: String }

    package let port: Int
    private let output: Mutex<[UInt8]>

    private init(port: Int, output: [UInt8]) {
        self.port = port
        self.output = Mutex(output)
    }

    package func settings(_ user: String = "") throws -> SMTPSettings {
        try SMTPSettings("smtp://\(user)127.0.0.1:\(port)")
    }

    /// Everything that it took, in order.
    package var mails: [Received] {
        get throws {
            let lines = output.withLock { $0 }.split(separator: UInt8(ascii: "\n")).dropFirst()
            return try lines.map { try JSONDecoder().decode(Received.self, from: Data($0)) }
        }
    }

    /// Runs one while `body` does.
    package static func run(
        _ arguments: [String] = [],
        _ body: (MailSink) async throws -> Void
    ) async throws {
        let python = TestHouse.root + "/.venv/bin/python"
        guard FileManager.default.isExecutableFile(atPath: python) else {
            throw Failure(text: "there is no \(python): run make .venv/bin/python")
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [TestHouse.root + "/Tests/MailTests/sink.py"] + arguments
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        defer {
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
        }
        // The first line comes when it listens.
        var bytes: [UInt8] = []
        while !bytes.contains(UInt8(ascii: "\n")) {
            let more = try output.fileHandleForReading.piece()
            guard !more.isEmpty else { throw Failure(text: "the sink did not start") }
            bytes += more
        }
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let port = try JSONDecoder().decode(Hello.self, from: Data(line)).port
        let sink = MailSink(port: port, output: bytes)
        output.fileHandleForReading.readabilityHandler = { handle in
            let more = (try? handle.piece()) ?? []
            sink.output.withLock { $0 += more }
        }
        defer { output.fileHandleForReading.readabilityHandler = nil }
        try await body(sink)
    }

    /// Waits until so many are there: its words come a little after its answer.
    package func mails(_ count: Int) async throws -> [Received] {
        for _ in 0..<6000 {
            let mails = try self.mails
            if mails.count >= count { return mails }
            try await Task.sleep(for: .milliseconds(10))
        }
        return try mails
    }
}
