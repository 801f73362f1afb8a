import Foundation
import TestSupport

/// PostgreSQL's programs as a test wants them, and ends that no program sees coming.
package enum BackupTools {
    /// A program of this name that stands before the real one; gives the environment that finds it.
    package static func put(
        _ name: String,
        _ script: String,
        before program: Program
    ) throws -> [String: String] {
        let folder = program.data + "/tools"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let text = "#!/bin/bash\nexport PATH=\"${PATH#*:}\"\n" + script + "\n"
        try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
        chmod(folder + "/" + name, 0o755)
        var environment = program.environment
        environment["PATH"] = folder + ":" + (environment["PATH"] ?? "")
        return environment
    }

    /// Killed in the middle of a write to the copy, by a preloaded library; gives the signal.
    package static func killInWrite(_ program: Program, writing path: String) async throws -> Int32
    {
        let killer = program.data + "/killer.so"
        try await DiskRecorder.build("killer.c", into: killer)
        let dying = program.adding([
            "LD_PRELOAD": killer, "KILL_FILE": path + ".part", "KILL_BEYOND": "131072",
        ])
        return try await dying.command("backup", path).status
    }

    /// Killed while a `pg_dump` writes that never comes to its end; gives the signal.
    package static func killByHand(_ program: Program, writing path: String) async throws -> Int32 {
        let process = Process()
        process.environment = try put(
            "pg_dump",
            """
            [ "$1" = --version ] && exec pg_dump "$1"
            while printf 'half of a copy'; do sleep 0.05; done
            """,
            before: program
        )
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = ["backup", path, "--data", program.data]
        process.currentDirectoryURL = URL(fileURLWithPath: TestHouse.root)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        for _ in 0..<2400 where size(of: path + ".part") == 0 && process.isRunning {
            try await Task.sleep(for: .milliseconds(50))
        }
        kill(process.processIdentifier, SIGKILL)
        return try await Aside.run {
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    private static func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
