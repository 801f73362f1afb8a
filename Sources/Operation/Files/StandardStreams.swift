import SystemPackage

/// What a command gets and gives as bytes.
package enum StandardStreams {
    /// Everything until the end.
    package static func input() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let piece = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { room, filled in
                filled = try FileDescriptor.standardInput.read(
                    into: UnsafeMutableRawBufferPointer(room)
                )
            }
            if piece.isEmpty { return bytes }
            bytes += piece
        }
    }

    package static func write(_ bytes: [UInt8]) throws {
        try FileDescriptor.standardOutput.writeAll(bytes)
    }
}
