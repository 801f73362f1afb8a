import Foundation

/// A PostgreSQL server of one test, which may crash it.
///
/// It does not wait for the disk: what a killed process has written is safe with the system, and a start
/// after a crash would otherwise bring thousands of files to a disk that many tests keep busy. Benches
/// wait for it.
package final class PrivatePostgres: Sendable {
    private struct Failure: Error { let text: String }

    package let address: String
    private let folder: TemporaryFolder

    package init() async throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        let server = folder.path + "/server"
        try await Aside.run { try Self.run(["start", server, "-c", "fsync=off"]) }
        let text = try String(contentsOfFile: folder.path + "/server/address", encoding: .utf8)
        address = text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    deinit {
        try? Self.run(["stop", folder.path + "/server"])
    }

    /// As when the power fails.
    package func crash() async throws { try await run("crash") }

    package func startAgain() async throws { try await run("again") }

    private func run(_ argument: String) async throws {
        let server = folder.path + "/server"
        try await Aside.run { try Self.run([argument, server]) }
    }

    private static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: TestHouse.root + "/Scripts/postgres")
        process.arguments = arguments
        // No pipe: the server that it starts would inherit it, and nobody would see its end.
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(text: "Scripts/postgres \(arguments) failed")
        }
    }
}
