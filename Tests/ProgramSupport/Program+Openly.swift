import Foundation
package import TestSupport

/// The program under a careless shell, and what others can then read.
extension Program {
    /// Runs a command with no mask, as a careless shell would.
    package func openly(
        _ arguments: [String],
        environment: [String: String] = [:]
    ) async throws -> OtherProgram.Output {
        let script = """
            import os, subprocess, sys
            os.umask(0)
            sys.exit(subprocess.run(sys.argv[1:]).returncode)
            """
        return try await run(
            script: script,
            [Self.path] + arguments + ["--data", data],
            environment: environment
        )
    }

    /// Runs some Python with this program's environment.
    package func run(
        script: String,
        _ arguments: [String],
        environment more: [String: String] = [:]
    ) async throws -> OtherProgram.Output {
        try await OtherProgram.run(
            "/usr/bin/python3",
            ["-c", script] + arguments,
            environment: environment.merging(more) { $1 }
        )
    }

    /// Names and modes of what others can read or write below its folder; logs are of the test.
    package func openings() throws -> [String] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: data)
        return ([""] + names).filter { !$0.hasSuffix(".log") }.compactMap { name in
            var status = stat()
            guard stat(data + "/" + name, &status) == 0, status.st_mode & 0o077 != 0 else {
                return nil
            }
            return "\(name) \(String(status.st_mode & 0o777, radix: 8))"
        }
    }
}
