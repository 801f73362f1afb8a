import ArgumentParser
import Documents
import Files
import Kernel
import Operation

/// `parvis renew-document`: what the server calls for each PDF that somebody sends.
///
/// It reads the document and writes a new one; it opens nothing, connects to nothing, and knows no
/// secret.
struct RenewDocument: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: DocumentProgram.command,
        abstract: "Writes a PDF anew, from standard input to standard output.",
        shouldDisplay: false
    )

    func run() throws {
        ProcessBounds.begin(
            memoryBytes: Limits.documentMemoryBytes,
            seconds: Limits.documentSeconds
        )
        do {
            let document = try Document(
                renewing: try StandardStreams.input(),
                parts: Limits.documentParts
            )
            try StandardStreams.write(document.bytes)
        } catch let refusal as Document.Refusal {
            try StandardStreams.write(Array(refusal.rawValue.utf8))
            throw ExitCode(DocumentProgram.refusalStatus)
        }
    }
}
