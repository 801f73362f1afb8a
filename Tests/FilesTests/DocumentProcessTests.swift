import Foundation
import TestSupport
import Testing

/// Goal: the process that opens a document of a stranger has what it needs, and nothing else.
///
/// Method: the built program waits for the document while the system is asked what it has.
@Suite("The process for documents", .enabled(if: FileManager.default.fileExists(atPath: "/proc")))
struct DocumentProcessTests {
    /// Starts it from a shell that leaves other files open, and asks when it has said it is bounded.
    private func run(_ look: @escaping @Sendable (String) throws -> Void) async throws {
        try await Aside.run {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = [
                "-c", "exec \"$0\" renew-document 7</etc/passwd 9</etc/hostname",
                BuiltProgram.path,
            ]
            let (input, output) = (Pipe(), Pipe())
            process.standardInput = input
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            defer {
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
            }
            let place = "/proc/\(process.processIdentifier)"
            // The last bound that it sets.
            for _ in 0..<(TestPatience.seconds * 100) where process.isRunning {
                if try Self.limits(place)["Max open files"] == "3" { break }
                usleep(10_000)
            }
            try look(place)
        }
    }

    /// By name: what it may take at most.
    private static func limits(_ place: String) throws -> [String: String] {
        let text = try String(contentsOfFile: place + "/limits", encoding: .utf8)
        let lines = text.split(separator: "\n").compactMap { line -> (String, String)? in
            let words = line.split(separator: "  ").map { $0.drop { $0 == " " } }
                .filter { !$0.isEmpty }
            guard words.count > 1 else { return nil }
            return (String(words[0]), String(words[1].prefix { $0 != " " }))
        }
        return Dictionary(lines) { first, _ in first }
    }

    @Test("it has its document and its answer open, and can open nothing else")
    func files() async throws {
        try await run { place in
            let open = try FileManager.default.contentsOfDirectory(atPath: place + "/fd")
            let limits = try Self.limits(place)

            #expect(Set(open) == ["0", "1", "2"])
            #expect(limits["Max open files"] == "3")
        }
    }

    @Test("its time, its memory and what it writes have bounds, and it leaves no image of itself")
    func bounds() async throws {
        try await run { place in
            let limits = try Self.limits(place)

            #expect(limits["Max cpu time"] == "12")
            #expect(limits["Max core file size"] == "0")
            #expect(limits["Max file size"] == "134217728")
            #expect(limits["Max address space"] != "unlimited")
        }
    }
}
