private import Dispatch
private import Foundation
internal import Storage
private import Synchronization

/// One of PostgreSQL's own programs, `pg_dump` or `pg_restore`: found, asked for its version, run.
struct PostgresTool {
    let name: String
    private let path: String

    /// The first of this name that `PATH` has.
    ///
    /// Throws `unsupported` with what to install when there is none, or when it is older than the server:
    /// an older one refuses, or does not know what it leaves out.
    init(_ name: String, forServer version: Int) throws(StorageError) {
        self.name = name
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let paths = folders.split(separator: ":").map { "\($0)/\(name)" }
        guard let path = paths.first(where: FileManager.default.isExecutableFile) else {
            throw StorageError(
                .unsupported,
                "there is no \(name) here: install postgresql-client-\(version)"
            )
        }
        self.path = path
        let answer = try run(["--version"], on: nil)
        let found = Self.version(in: String(decoding: answer.output, as: UTF8.self))
        guard let found, found >= version else {
            throw StorageError(
                .unsupported,
                """
                \(path) is of version \(found.map(String.init) ?? "unknown") and the server of \
                \(version): install postgresql-client-\(version)
                """
            )
        }
    }

    /// 15 of `pg_dump (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)`.
    private static func version(in text: String) -> Int? {
        text.split(separator: ") ").dropFirst().first.flatMap { Int($0.prefix(while: \.isNumber)) }
    }

    struct Answer {
        var output: [UInt8] = []
        var complaint = ""
    }

    /// Runs it to its end, and blocks until then.
    ///
    /// `address` is given without its passwords, which every user of the machine could read in the list of
    /// processes; they go by the environment. Output goes to `take` as it comes, or into the answer.
    ///
    /// Throws `other` with what it complained of when it fails.
    @discardableResult
    func run(
        _ arguments: [String],
        on address: PostgresAddress?,
        input: String = "",
        take: (([UInt8]) throws -> Void)? = nil
    ) throws(StorageError) -> Answer {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments + (address.map { ["--dbname=" + $0.publicText] } ?? [])
        var environment = ProcessInfo.processInfo.environment
        environment["LC_ALL"] = "C"
        if let password = address?.password { environment["PGPASSWORD"] = password }
        process.environment = environment
        let (output, complaints, typed) = (Pipe(), Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = complaints
        process.standardInput = typed
        do { try process.run() } catch {
            throw StorageError(.other, "\(path) cannot be run: \(error.localizedDescription)")
        }
        // Beside this, or either side would wait for the other once a pipe is full.
        let aside = Aside()
        aside.run { try? typed.fileHandleForWriting.put(input) }
        aside.run { try? typed.fileHandleForWriting.close() }
        aside.collect { try? complaints.fileHandleForReading.rest() }
        var answer = Answer()
        var failure: (any Error)?
        do {
            while case let bytes = try output.fileHandleForReading.piece(), !bytes.isEmpty {
                if let take { try take(bytes) } else { answer.output += bytes }
            }
        } catch {
            // What it still writes finds no reader, and it ends.
            failure = error
            process.terminate()
            try? output.fileHandleForReading.close()
        }
        process.waitUntilExit()
        answer.complaint = aside.text()
        if let failure { throw (failure as? StorageError) ?? StorageError(.other, "\(failure)") }
        guard process.terminationStatus == 0 else {
            let words = answer.complaint.split(whereSeparator: \.isNewline).joined(separator: " ")
            throw StorageError(.other, "\(name) failed: \(words)")
        }
        return answer
    }
}

extension PostgresTool {
    /// The same on a thread of its own: it may take hours, and nothing else waits for it.
    func runAside(
        _ arguments: [String],
        on address: PostgresAddress?,
        input: String
    ) async throws {
        try await withCheckedThrowingContinuation { (end: CheckedContinuation<Void, any Error>) in
            DispatchQueue(label: "parvis.postgres.tool.aside").async {
                end.resume(with: Result { _ = try run(arguments, on: address, input: input) })
            }
        }
    }
}

/// Work on other threads while this one waits for a program.
private final class Aside: Sendable {
    private let group = DispatchGroup()
    private let queue = DispatchQueue(label: "parvis.postgres.tool")
    private let readers = DispatchQueue(label: "parvis.postgres.tool.complaints")
    private let collected = Mutex<[UInt8]>([])

    func run(_ work: @escaping @Sendable () -> Void) {
        queue.async(group: group, execute: work)
    }

    func collect(_ read: @escaping @Sendable () -> [UInt8]?) {
        readers.async(group: group) {
            let bytes = read() ?? []
            self.collected.withLock { $0 = bytes }
        }
    }

    /// What was collected, when all work has ended.
    func text() -> String {
        group.wait()
        return collected.withLock { String(decoding: $0, as: UTF8.self) }
    }
}
