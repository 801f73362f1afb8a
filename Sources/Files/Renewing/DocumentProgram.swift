import Documents
import Foundation
import SystemPackage

/// The program in which documents of strangers are opened: a process of its own for each.
///
/// A parser of a large format is where hostile files aim. There it has no key, no connection, bounded
/// time and memory, and when it falls, one file is refused.
package struct DocumentProgram: Sendable {
    private let path: String
    private let arguments: [String]

    /// How it tells that it has refused the file, and why, in the place of the document.
    package static let refusalStatus: Int32 = 3
    package static let command = "renew-document"

    /// `path` is that of `parvis`; nil for the program that runs.
    package init(path: String? = nil) {
        self.path = path ?? Self.own
        arguments = [Self.command]
    }

    /// Blocks until it has ended, which its own bounds see to.
    ///
    /// Throws `FileRefusal`.
    func renew(_ file: TemporaryFile, into written: TemporaryFile) throws {
        try file.rewind()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = [:]
        process.standardInput = Self.handle(of: file)
        process.standardOutput = Self.handle(of: written)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        switch (process.terminationReason, process.terminationStatus) {
        case (.exit, 0): return
        case (.exit, Self.refusalStatus):
            let word = String(decoding: try written.contents(upTo: 100), as: UTF8.self)
            throw Document.Refusal(rawValue: word).map(FileRefusal.init) ?? .damaged
        // Out of memory or time, or fallen over what it read: that is all that is known of the file.
        default: throw FileRefusal.tooComplicated
        }
    }

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
