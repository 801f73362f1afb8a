import Foundation
import Kernel
import SystemPackage
import TestSupport
import Testing
import Web

@testable import Files

/// Goal: what is wrong here is never told as the fault of whoever sent a file, and no page waits for ever.
///
/// Method: other programs in the place of ours, that end as a machine in trouble lets them end.
@Suite("Making files anew")
struct RenewalTests {
    private static let rules = FileRules(kinds: [.png, .pdf], bytes: 1000)
    private static let trouble = PageError.unavailable(seconds: 60)

    /// A script that ends by a signal, although whoever starts it may hold signals back.
    private static func ends(by signal: String) -> String {
        """
        exec /usr/bin/python3 -c 'import os, signal
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        os.kill(os.getpid(), signal.SIG\(signal))'
        """
    }

    /// Something that was sent.
    private func file(_ text: String = "%PDF-") throws -> TemporaryFile {
        let file = try TemporaryFile(random: .system)
        try file.append(Array(text.utf8)[...])
        return file
    }

    /// A program that runs these commands of a shell.
    private func program(_ script: String, in folder: TemporaryFolder) throws -> DocumentProgram {
        let path = folder.path + "/program"
        try ("#!/bin/sh\n" + script + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        chmod(path, 0o700)
        return DocumentProgram(path: path)
    }

    private func renew(
        by script: String,
        _ log: KeptLog = KeptLog(),
        left: Duration = .seconds(3600)
    ) async throws -> String {
        let folder = try TemporaryFolder()
        let renewal = Renewal(
            program: try program(script, in: folder),
            random: .system,
            logger: log.logger
        )
        let renewed = try await renewal.renew(
            try file(),
            as: .pdf,
            Self.rules,
            until: .now + left
        )
        return String(decoding: renewed.bytes, as: UTF8.self)
    }

    @Test(
        "a process that the machine ends, or that cannot read or write, is no fault of the file",
        arguments: [
            ("exit 4", "status 4"), ("exit 1", "status 1"), ("exit 127", "status 127"),
            (ends(by: "KILL"), "signal 9"), (ends(by: "TERM"), "signal 15"),
            ("exit 3", "no reason"),
        ]
    )
    func machine(script: String, reason: String) async throws {
        let log = KeptLog()

        await #expect(throws: Self.trouble) { try await renew(by: script, log) }

        #expect(
            log.lines == ["a file could not be made anew file.kind=pdf reason=\(reason)"]
        )
    }

    @Test(
        "a program that is not there is no fault of the file, nor is a disk that gives back another"
    )
    func away() async throws {
        let log = KeptLog()
        let renewal = Renewal(
            program: DocumentProgram(path: "/nowhere/parvis"),
            random: .system,
            logger: log.logger
        )
        let other = try file(String(repeating: "x", count: Self.rules.bytes + 1))
        let deadline = ContinuousClock.now + .seconds(3600)

        await #expect(throws: Self.trouble) {
            try await renewal.renew(try file(), as: .pdf, Self.rules, until: deadline)
        }
        await #expect(throws: Self.trouble) {
            try await renewal.renew(other, as: .png, Self.rules, until: deadline)
        }

        #expect(log.lines.count == 2)
        #expect(log.lines.allSatisfy { !$0.contains("nowhere") }, "\(log.lines)")
    }

    @Test(
        "what the process falls over by itself is the file, and nothing is said in the log",
        arguments: [
            (ends(by: "ABRT"), .tooComplicated), (ends(by: "SEGV"), .tooComplicated),
            (ends(by: "XCPU"), .tooComplicated), (ends(by: "ALRM"), .tooComplicated),
            ("printf locked; exit 3", .locked), ("printf damaged; exit 3", .damaged),
        ] as [(String, FileRefusal)]
    )
    func file(script: String, refusal: FileRefusal) async throws {
        let log = KeptLog()

        await #expect(throws: refusal) { try await renew(by: script, log) }

        #expect(log.lines.isEmpty, "\(log.lines)")
    }

    @Test("it is started without the environment of the server and without its open files")
    func environment() async throws {
        let open = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/etc/passwd"))
        #expect(fcntl(open.fileDescriptor, F_SETFD, 0) == 0)

        let told = try await renew(by: "/usr/bin/env; /usr/bin/readlink /proc/$$/fd/*; exit 0")
        try open.close()

        let names = told.split(separator: "\n").compactMap { $0.split(separator: "=").first }
        #expect(!names.contains("PATH") && !names.contains("HOME"), "\(told)")
        #expect(!told.contains("/etc/passwd"), "\(told)")
        // By one that leads to the library alone, it learns that the process has ended.
        #expect(told.split(separator: "socket:").count <= 2, "\(told)")
        #expect(told.contains("(deleted)"))
    }

    @Test("all files of a form have one time, and what is left of it is what the process gets")
    func deadline() async throws {
        let whole = try await renew(by: "echo $2 $3")
        let rest = try await renew(by: "echo $2 $3", left: .seconds(15))

        #expect(whole == "--seconds \(Limits.documentSeconds)\n")
        let seconds = try #require(Int(rest.dropFirst("--seconds ".count).dropLast()))
        #expect((1...15).contains(seconds))
        await #expect(throws: PageError.unavailable(seconds: 10)) {
            try await renew(by: "echo never", left: Limits.shortestRenewal)
        }
        #expect(
            Limits.renewalTime < .milliseconds(Limits.answerMilliseconds),
            "there is time to write it down"
        )
    }

    @Test("whoever began too late is asked again, and not told that the file is too complicated")
    func late() async throws {
        await #expect(throws: Self.trouble) {
            try await renew(by: Self.ends(by: "ALRM"), left: .seconds(15))
        }
    }

    @Test("the program ends by itself when its time is over, also while nothing happens")
    func alarm() async throws {
        let status = try await Aside.run {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: BuiltProgram.path)
            process.arguments = [DocumentProgram.command, "--seconds", "1"]
            let input = Pipe()
            process.standardInput = input
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationReason == .uncaughtSignal)
            return process.terminationStatus
        }

        #expect(status == SIGALRM)
    }

    @Test("the program says by its status that it could not read or write")
    func streams() async throws {
        let statuses = try await Aside.run {
            try [("/", "/dev/null"), ("/etc/passwd", "/dev/full")].map { input, output in
                let process = Process()
                process.executableURL = URL(fileURLWithPath: "/bin/sh")
                process.arguments = [
                    "-c", "exec \"$0\" renew-document <\(input) >\(output)", BuiltProgram.path,
                ]
                try process.run()
                process.waitUntilExit()
                return process.terminationStatus
            }
        }

        #expect(statuses == [DocumentProgram.troubleStatus, DocumentProgram.troubleStatus])
    }

    @Test("a disk that takes nothing more is no fault of the file, while it comes in")
    func full() async throws {
        let log = KeptLog()
        let random = Random { [UInt8](repeating: 31, count: $0) }
        let name = "parvis-" + Base32.encode(random.bytes(15))
        let taken = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        try Data().write(to: taken)
        let reception = Reception(
            rules: ["file": Self.rules],
            random: random,
            logger: log.logger
        )

        try await reception.begin(PartHead(name: "file", fileName: "secret.png"))
        await #expect(throws: Self.trouble) {
            try await reception.take(SampleFiles.png().prefix(500))
        }
        try FileManager.default.removeItem(at: taken)

        #expect(log.lines == ["a file could not be put aside reason=error \(EEXIST)"])
    }

    @Test("what somebody sends waits in a file that has no name: whoever is killed leaves nothing")
    func nameless() throws {
        let file = try file("secret")

        let name = try FileManager.default.destinationOfSymbolicLink(
            atPath: "/proc/self/fd/\(file.descriptor.rawValue)"
        )

        #expect(name.contains("/parvis-") && name.hasSuffix(" (deleted)"))
        #expect(!FileManager.default.fileExists(atPath: name.replacing(" (deleted)", with: "")))
    }
}
