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
        let folder = FileManager.default.temporaryDirectory.path
        let path = folder + "/parvis-" + Base32.encode(random.bytes(15))
        descriptor = try FileDescriptor.open(
            FilePath(path),
            .readWrite,
            options: [.create, .exclusiveCreate, .closeOnExec],
            permissions: .ownerReadWrite
        )
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            try? descriptor.close()
            throw Errno.ioError
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

    /// Everything that is in it.
    ///
    /// Blocks; throws `Errno`, also when there is more than that many bytes.
    func contents(upTo limit: Int) throws -> [UInt8] {
        let count = try descriptor.seek(offset: 0, from: .end)
        guard count <= Int64(limit) else { throw Errno.fileTooLarge }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(count))
        while bytes.count < Int(count) {
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
