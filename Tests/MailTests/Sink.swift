import Foundation
import Mail
import Synchronization
import TestSupport

/// A mail server that is no program of ours (aiosmtpd), with what it took.
final class Sink: Sendable {
    struct Mail: Decodable, Sendable {
        let from: String
        let to: [String]
        let headers: [[String]]
        let type: String
        let parts: [String: String]
        let defects: [String]
        let longest: Int
        let tls: Bool
        /// The port of the other side: the same for all on one connection.
        let peer: Int

        func header(_ name: String) -> String? {
            headers.first { $0.first?.lowercased() == name.lowercased() }?.last
        }
    }

    private struct Hello: Decodable { let port: Int }

    private struct Failure: Error { let text: String }

    let port: Int
    private let output: Mutex<[UInt8]>

    private init(port: Int, output: [UInt8]) {
        self.port = port
        self.output = Mutex(output)
    }

    func settings(_ user: String = "") throws -> SMTPSettings {
        try SMTPSettings("smtp://\(user)127.0.0.1:\(port)")
    }

    /// Everything that it took, in order.
    var mails: [Mail] {
        get throws {
            let lines = output.withLock { $0 }.split(separator: UInt8(ascii: "\n")).dropFirst()
            return try lines.map { try JSONDecoder().decode(Mail.self, from: Data($0)) }
        }
    }

    /// Runs one while `body` does.
    static func run(_ arguments: [String] = [], _ body: (Sink) async throws -> Void) async throws {
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
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Failure(text: "the sink did not start") }
            bytes += more
        }
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let port = try JSONDecoder().decode(Hello.self, from: Data(line)).port
        let sink = Sink(port: port, output: bytes)
        output.fileHandleForReading.readabilityHandler = { handle in
            let more = Array(handle.availableData)
            sink.output.withLock { $0 += more }
        }
        defer { output.fileHandleForReading.readabilityHandler = nil }
        try await body(sink)
    }

    /// Waits until so many are there: its words come a little after its answer.
    func mails(_ count: Int) async throws -> [Mail] {
        for _ in 0..<400 {
            let mails = try self.mails
            if mails.count >= count { return mails }
            try await Task.sleep(for: .milliseconds(10))
        }
        return try mails
    }
}

/// A certificate that no authority knows, for `localhost` and 127.0.0.1.
struct SelfSigned {
    let certificate: String
    let key: String

    init(in folder: TemporaryFolder) throws {
        certificate = folder.path + "/certificate.pem"
        key = folder.path + "/key.pem"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2", "-subj", "/CN=localhost", "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", certificate,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }
}
