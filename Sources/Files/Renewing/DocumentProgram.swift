import Documents
import Foundation
import Kernel
import SystemPackage

/// The program in which documents of strangers are opened: a process of its own for each.
///
/// A parser of a large format is where hostile files aim. There it has two files open and can open no
/// other, no connection either; its environment is empty, its time and memory are bounded, and when it
/// falls, one file is refused.
package struct DocumentProgram: Sendable {
    private let path: String

    /// How it tells that it has refused the file, and why, in the place of the document.
    package static let refusalStatus: Int32 = 3
    /// How it tells that it could not read the file, or not write the new one: no fault of the file.
    package static let troubleStatus: Int32 = 4
    package static let command = "renew-document"

    /// What went wrong here, and not in the file.
    struct Trouble: Error {
        let reason: String
    }

    /// `path` is that of `parvis`; nil for the program that runs.
    package init(path: String? = nil) {
        self.path = path ?? Self.own
    }

    /// Blocks until it has ended, which its own bounds see to: so many seconds by any clock.
    ///
    /// Throws `FileRefusal` for what is wrong with the file; `Trouble` or `Errno` for all else.
    func renew(_ file: TemporaryFile, into written: TemporaryFile, seconds: Int) throws {
        try file.rewind()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = [Self.command, "--seconds", String(seconds)]
        process.environment = [:]
        process.standardInput = Self.handle(of: file)
        process.standardOutput = Self.handle(of: written)
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw Trouble(reason: "it did not start")
        }
        process.waitUntilExit()
        switch (process.terminationReason, process.terminationStatus) {
        case (.exit, 0): return
        case (.exit, Self.refusalStatus): throw try Self.refusal(in: written)
        case (.uncaughtSignal, SIGALRM) where seconds < Limits.documentSeconds:
            throw Trouble(reason: "it began too late")
        // Out of memory or time, or fallen over what it read: that is all that is known of the file.
        case (.uncaughtSignal, let signal) where Self.falls.contains(signal):
            throw FileRefusal.tooComplicated
        case (.uncaughtSignal, let signal): throw Trouble(reason: "signal \(signal)")
        case (_, let status): throw Trouble(reason: "status \(status)")
        }
    }

    private static func refusal(in written: TemporaryFile) throws -> any Error {
        let word = String(decoding: try written.contents(upTo: 100), as: UTF8.self)
        guard let refusal = Document.Refusal(rawValue: word) else {
            return Trouble(reason: "no reason")
        }
        return FileRefusal(refusal)
    }

    /// How a process ends by what it does itself; whatever else ends it comes from outside.
    private static let falls: Set<Int32> = [
        SIGABRT, SIGALRM, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP, SIGXCPU, SIGXFSZ,
    ]

    private static func handle(of file: TemporaryFile) -> FileHandle {
        FileHandle(fileDescriptor: file.descriptor.rawValue, closeOnDealloc: false)
    }

    private static var own: String {
        #if os(Linux)
        "/proc/self/exe"
        #else
        CommandLine.arguments.first ?? "parvis"
        #endif
    }
}
