import Foundation
import OpenID
import TestSupport

/// Canaille, as `Tests/Browser/real_provider.py` runs it: others' code, with others' reading of the
/// rules, and pages on which a browser signs in.
struct RealProvider: Sendable {
    struct Description: Decodable, Sendable {
        let port: Int
        let issuer: String
        let clients: [String]
        let secret: String
    }

    /// What the browser brings back when Margaux is asked whether her name may be passed on.
    enum Answer: String {
        case accept
        case deny
    }

    /// Nobody listens there; the browser is stopped on its way.
    static let redirectAddress = "http://127.0.0.1:1/answer"

    private static let python = TestHouse.root + "/.venv/bin/python"
    private static let script = TestHouse.root + "/Tests/Browser/real_provider.py"

    let description: Description

    /// In `make test` always; otherwise where the tools of the browser tests were installed.
    static var isHere: Bool {
        guard ProcessInfo.processInfo.environment["PARVIS_REAL_PROVIDER"] == nil else {
            return true
        }
        let library = TestHouse.root + "/.venv/lib"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: library)) ?? []
        return versions.contains {
            FileManager.default.fileExists(atPath: "\(library)/\($0)/site-packages/canaille")
        }
    }

    /// Serves while `body` runs.
    static func run(_ body: (RealProvider) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        let line = folder.path + "/line"
        let input = Pipe()
        let process = try start([redirectAddress], output: line, input: input)
        // It ends when its input does; signals may be blocked in a process that a test starts.
        defer { try? input.fileHandleForWriting.close() }
        let description = try await read(Description.self, from: line, while: process)
        try await body(RealProvider(description: description))
    }

    func settings(of client: String) -> ProviderSettings {
        var settings = ProviderSettings(
            issuer: description.issuer,
            clientID: client,
            clientSecret: description.secret,
            authentication: client == "rs256" ? .clientSecretBasic : .clientSecretPost,
            scopes: ["openid", "profile", "email"],
            requiresSignedUserinfo: client != "plain"
        )
        settings.isOfOperator = true
        return settings
    }

    /// A browser opens the address, and Margaux signs in; gives what the browser brings back.
    func visit(
        _ address: String,
        answering answer: Answer = .accept
    ) async throws -> [(name: String, value: String)] {
        let query = FormText.encode(address)
        var exchange = HTTPExchange(port: description.port)
        exchange.limit = .seconds(TestPatience.seconds)
        let arrival = try await exchange.get("/visit?answer=\(answer.rawValue)&address=\(query)")
        guard arrival.status == 200 else { throw RealProviderFailure(text: arrival.text) }
        // Canaille writes spaces as forms do.
        let arrived = arrival.text.replacingOccurrences(of: "+", with: "%20")
        return (URLComponents(string: arrived)?.queryItems ?? []).map { ($0.name, $0.value ?? "") }
    }

    private static func start(
        _ arguments: [String],
        output path: String,
        input: Pipe
    ) throws -> Process {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [script] + arguments
        process.standardOutput = output
        process.standardError = output
        process.standardInput = input
        try process.run()
        return process
    }

    /// Waits for the line in which the script says what came of it.
    private static func read<Value: Decodable>(
        _ type: Value.Type,
        from path: String,
        while process: Process
    ) async throws -> Value {
        for _ in 0..<1200 {
            let isOver = !process.isRunning
            let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            for line in text.split(separator: "\n") {
                let value = try? JSONDecoder().decode(type, from: Data(line.utf8))
                if let value { return value }
            }
            guard !isOver else { throw RealProviderFailure(text: text) }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw RealProviderFailure(text: "no answer within a minute")
    }
}

struct RealProviderFailure: Error {
    let text: String
}
