import Foundation
private import StoragePostgres

/// A program that is not ours to test, or ours as a stranger runs it.
package enum OtherProgram {
    package struct Output: Sendable {
        package let status: Int32
        /// What it said, complaints among it.
        package let text: String
    }

    /// Runs it to its end, in the folder of the repository, away from the threads of the tests.
    package static func run(
        _ path: String,
        _ arguments: [String],
        environment: [String: String] = ProcessInfo.processInfo.environment,
        input: String = ""
    ) async throws -> Output {
        try await Aside.run {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: path)
            process.arguments = arguments
            process.currentDirectoryURL = URL(fileURLWithPath: TestHouse.root)
            process.environment = environment
            let (output, typed) = (Pipe(), Pipe())
            process.standardOutput = output
            process.standardError = output
            process.standardInput = typed
            try process.run()
            try typed.fileHandleForWriting.put(input)
            try typed.fileHandleForWriting.close()
            let bytes = try output.fileHandleForReading.rest()
            process.waitUntilExit()
            return Output(
                status: process.terminationStatus,
                text: String(decoding: bytes, as: UTF8.self)
            )
        }
    }
}
