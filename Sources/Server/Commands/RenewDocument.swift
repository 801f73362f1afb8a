import ArgumentParser
import Documents
import Files
import Kernel
import Operation

/// `parvis renew-document`: what the server calls for each PDF that somebody sends.
///
/// It reads the document and writes a new one; before it reads the first byte it has given up
/// everything else.
struct RenewDocument: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: DocumentProgram.command,
        abstract: "Writes a PDF anew, from standard input to standard output.",
        shouldDisplay: false
    )

    @Option(help: "How long it may take.")
    var seconds = Limits.documentSeconds

    func run() throws {
        ProcessBounds(
            memoryBytes: Limits.documentMemoryBytes,
            processorSeconds: Limits.documentProcessorSeconds,
            seconds: min(max(seconds, 1), Limits.documentSeconds),
            writtenBytes: Limits.writtenDocumentBytes
        ).begin()
        let input = try Self.local { try StandardStreams.input() }
        let answer: [UInt8]
        let status: ExitCode
        do {
            let document = try Document(renewing: input, parts: Limits.documentParts)
            (answer, status) = (document.bytes, .success)
        } catch {
            (answer, status) = (Array(error.rawValue.utf8), ExitCode(DocumentProgram.refusalStatus))
        }
        try Self.local { try StandardStreams.write(answer) }
        if status != .success { throw status }
    }

    /// What fails in reading and writing is no fault of the document.
    private static func local<Value>(_ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch {
            throw ExitCode(DocumentProgram.troubleStatus)
        }
    }
}
