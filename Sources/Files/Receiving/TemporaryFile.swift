import FoundationEssentials
import Kernel
import SystemPackage

/// A file without a name: it is gone when nobody has it open any more, also after a crash.
///
/// What somebody sent waits in it until it is made anew, so that a slow sender costs no memory.
final class TemporaryFile: Sendable {
    let descriptor: FileDescriptor

    /// Throws `Errno`.
    init(random: Random) throws {
        let (descriptor, path) = try Self.make(random, attempts: 3)
        self.descriptor = descriptor
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            try? descriptor.close()
            throw Errno.ioError
        }
    }

    /// Never a file that is there: whoever has its name would read what comes.
    private static func make(
        _ random: Random,
        attempts: Int
    ) throws -> (descriptor: FileDescriptor, path: String) {
        let folder = FileManager.default.temporaryDirectory.path
        let path = folder + "/parvis-" + Base32.encode(random.bytes(15))
        do {
            let descriptor = try FileDescriptor.open(
                FilePath(path),
                .readWrite,
                options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: .ownerReadWrite
            )
            return (descriptor, path)
        } catch Errno.fileExists where attempts > 1 {
            return try make(random, attempts: attempts - 1)
        }
    }

    deinit { try? descriptor.close() }

    /// Puts bytes behind those that are there.
    ///
    /// Blocks; throws `Errno`.
    func append(_ bytes: ArraySlice<UInt8>) throws {
        try descriptor.writeAll(bytes)
    }

    /// The next reader begins at the first byte.
    func rewind() throws {
        try descriptor.seek(offset: 0, from: .start)
    }

    /// How many bytes are in it; blocks, and throws `Errno`.
    var count: Int { get throws { Int(try descriptor.seek(offset: 0, from: .end)) } }

    /// Everything that is in it.
    ///
    /// Blocks; throws `Errno`, also when there is more than that many bytes.
    func contents(upTo limit: Int) throws -> [UInt8] {
        let count = try count
        guard count <= limit else { throw Errno.fileTooLarge }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            let offset = Int64(bytes.count)
            let piece = try unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { room, filled in
                filled = try unsafe descriptor.read(
                    fromAbsoluteOffset: offset,
                    into: UnsafeMutableRawBufferPointer(room)
                )
            }
            guard !piece.isEmpty else { throw Errno.ioError }
            bytes += piece
        }
        return bytes
    }
}
