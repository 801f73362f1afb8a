import FoundationEssentials
import Synchronization

/// An output file for lines that come from another task, one after the other.
package final class LineOutput: Sendable {
    private let output: Mutex<OutputFile>

    package init(_ output: sending OutputFile) {
        self.output = Mutex(output)
    }

    package func write(_ bytes: [UInt8]) throws {
        try output.withLock { try $0.write(bytes) }
    }

    package func finish() throws {
        try output.withLock { try $0.finish() }
    }
}

extension [UInt8] {
    /// As text, for keys that people compare and copy.
    package var base64: String { Data(self).base64EncodedString() }
}
