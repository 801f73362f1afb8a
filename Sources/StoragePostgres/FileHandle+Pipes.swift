package import Foundation
private import SystemPackage

/// Reading from and writing to another program.
///
/// Foundation's own calls take a signal that came meanwhile for a failure, and the older ones end the
/// program at it; these go on.
extension FileHandle {
    /// What comes next, at most so many bytes; empty at the end.
    ///
    /// Blocks; throws `Errno`.
    package func piece(upTo count: Int = 1 << 16) throws -> [UInt8] {
        let descriptor = FileDescriptor(rawValue: fileDescriptor)
        return try unsafe Array(unsafeUninitializedCapacity: count) { bytes, filled in
            filled = try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(bytes))
        }
    }

    /// Everything until the end.
    ///
    /// Blocks; throws `Errno`.
    package func rest() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let piece = try self.piece()
            if piece.isEmpty { return bytes }
            bytes += piece
        }
    }

    /// Writes all of it.
    ///
    /// Blocks; throws `Errno`.
    package func put(_ text: String) throws {
        try FileDescriptor(rawValue: fileDescriptor).writeAll(text.utf8)
    }
}
