import CZlib

/// The check that PNG and gzip put behind their parts (ISO 3309).
package enum CRC32 {
    package static func of(_ bytes: [UInt8]) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            UInt32(truncatingIfNeeded: unsafe crc32(0, buffer.baseAddress, uInt(buffer.count)))
        }
    }
}
