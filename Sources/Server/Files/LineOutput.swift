import FoundationEssentials
import Synchronization

/// An output file for lines that come from another task, one after the other.
final class LineOutput: Sendable {
    private let output: Mutex<OutputFile>

    init(_ output: sending OutputFile) {
        self.output = Mutex(output)
    }

    func write(_ bytes: [UInt8]) throws {
        try output.withLock { try $0.write(bytes) }
    }

    func finish() throws {
        try output.withLock { try $0.finish() }
    }
}

extension [UInt8] {
    /// As text, for keys that people compare and copy.
    var base64: String { Data(self).base64EncodedString() }
}
