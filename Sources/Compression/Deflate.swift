import CZlib

/// Bytes made smaller without losing any: what browsers (gzip) and PNG (zlib) read.
package enum Deflate {
    /// What stands around the compressed bytes.
    package enum Wrapping: Sendable {
        /// RFC 1952, as `Content-Encoding: gzip` sends it.
        case gzip
        /// RFC 1950, as PNG holds it.
        case zlib
        /// The blocks alone, as a part of another stream.
        case bare

        fileprivate var windowBits: Int32 {
            switch self {
            case .gzip: MAX_WBITS + 16
            case .zlib: MAX_WBITS
            case .bare: -MAX_WBITS
            }
        }
    }

    /// How much work the result is worth.
    package enum Effort: Int32, Sendable {
        /// For what is made while somebody waits: half the work of 6, for a thirtieth more bytes.
        case quick = 4
        /// For what is made once and read for long.
        case thorough = 9
    }

    /// The bytes compressed; the same bytes give the same result.
    ///
    /// Nil when the library has no memory left.
    package static func compress(
        _ bytes: [UInt8],
        as wrapping: Wrapping,
        effort: Effort
    ) -> [UInt8]? {
        unsafe compress(bytes, as: wrapping, effort: effort) { stream in
            unsafe deflate(stream, Z_FINISH) == Z_STREAM_END
        }
    }

    /// The bytes as blocks that end between two bytes, and of which none is the last.
    static func blocks(of bytes: [UInt8], effort: Effort) -> [UInt8]? {
        unsafe compress(bytes, as: .bare, effort: effort) { stream in
            // Room that is left says that the flush has been written whole.
            unsafe deflate(stream, Z_FULL_FLUSH) == Z_OK && stream.pointee.avail_out > 0
        }
    }

    private static func compress(
        _ bytes: [UInt8],
        as wrapping: Wrapping,
        effort: Effort,
        step: (UnsafeMutablePointer<z_stream>) -> Bool
    ) -> [UInt8]? {
        var stream = unsafe z_stream()
        let begun = unsafe deflateInit2_(
            &stream,
            effort.rawValue,
            Z_DEFLATED,
            wrapping.windowBits,
            8,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard begun == Z_OK else { return nil }
        defer { unsafe deflateEnd(&stream) }

        // A flush may write an empty block behind what the bound counts.
        let bound = unsafe Int(deflateBound(&stream, uLong(bytes.count))) + 16
        return unsafe run(&stream, over: bytes, room: bound, step: step)
    }

    /// What was compressed, when it is exactly so long and nothing follows it.
    ///
    /// Nil otherwise; a small input that would become huge is given up at that length.
    package static func expand(
        _ bytes: [UInt8],
        as wrapping: Wrapping = .zlib,
        toExactly count: Int
    ) -> [UInt8]? {
        var stream = unsafe z_stream()
        let begun = unsafe inflateInit2_(
            &stream,
            wrapping.windowBits,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard begun == Z_OK else { return nil }
        defer { unsafe inflateEnd(&stream) }

        let expanded = unsafe run(&stream, over: bytes, room: count + 1) {
            unsafe inflate($0, Z_FINISH) == Z_STREAM_END
        }
        return expanded?.count == count ? expanded : nil
    }

    /// Runs a stream to its end in one go; nil when it does not end with the input's last byte.
    private static func run(
        _ stream: UnsafeMutablePointer<z_stream>,
        over bytes: [UInt8],
        room: Int,
        step: (UnsafeMutablePointer<z_stream>) -> Bool
    ) -> [UInt8]? {
        guard bytes.count <= Int(uInt.max), room <= Int(uInt.max) else { return nil }
        var ended = false
        let output = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            // zlib reads through a pointer that C lets it write to; it does not write.
            unsafe bytes.withUnsafeBufferPointer { input in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.pointee.avail_in = uInt(input.count)
                unsafe stream.pointee.next_out = buffer.baseAddress
                unsafe stream.pointee.avail_out = uInt(room)
                ended = unsafe step(stream) && stream.pointee.avail_in == 0
            }
            count = unsafe room - Int(stream.pointee.avail_out)
        }
        return ended ? output : nil
    }
}
