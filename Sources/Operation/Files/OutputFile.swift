import Storage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that is written from start to end, and appears under its name only when it is whole.
///
/// Bytes go to `<path>.part`; ``finish()`` renames it. What is thrown away in between leaves no
/// file that could be taken for the whole.
package final class OutputFile {
    private let path: String
    private var buffer: [UInt8] = []
    private var file: Int32

    package init(path: String) throws {
        self.path = path
        file = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard file >= 0 else {
            throw Files.Failure(description: "\(path) cannot be made: \(Files.systemError)")
        }
        buffer.reserveCapacity(Self.bufferBytes)
    }

    deinit {
        guard file >= 0 else { return }
        close(file)
        unlink(path + ".part")
    }

    package func write(_ bytes: [UInt8]) throws {
        buffer += bytes
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    package func write(_ text: String) throws { try write(Array(text.utf8)) }

    /// Makes it durable, and gives it its name, instead of what had it before.
    package func finish() throws {
        try flush()
        guard fsync(file) == 0, rename(path + ".part", path) == 0 else { throw failure }
        close(file)
        file = -1
        do { try Disk.synchroniseFolder(of: path) } catch {
            throw Files.Failure(description: error.detail)
        }
    }

    private func flush() throws {
        var rest = buffer[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw failure }
            rest = rest.dropFirst(count)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private var failure: Files.Failure {
        Files.Failure(description: "\(path) cannot be written: \(Files.systemError)")
    }

    private static let bufferBytes = 1 << 16
}
