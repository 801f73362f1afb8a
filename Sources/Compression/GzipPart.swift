import CZlib

/// A part of a gzip stream, made once and put into many of them (RFC 1952; its blocks: RFC 1951).
///
/// It ends between two bytes and points back to nothing before itself, so any parts make a stream.
package struct GzipPart: Sendable, Hashable {
    /// Whole blocks, none of them the last.
    private let blocks: [UInt8]
    private let check: UInt
    /// How long it is when it is expanded.
    package let count: Int

    /// Compressed; nil when the library has no memory left.
    package init?(compressing bytes: [UInt8], effort: Deflate.Effort) {
        guard let blocks = Deflate.blocks(of: bytes, effort: effort) else { return nil }
        self.blocks = blocks
        check = Self.check(of: bytes)
        count = bytes.count
    }

    /// As it is: the length of a stream tells nothing about such a part but its own length.
    package init(storing bytes: [UInt8]) {
        var blocks: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let block = rest.prefix(Self.storedBytes)
            rest = rest.dropFirst(block.count)
            let length = UInt16(block.count)
            blocks.append(0)
            blocks += Self.littleEndian(length) + Self.littleEndian(~length) + block
        }
        self.blocks = blocks
        check = Self.check(of: bytes)
        count = bytes.count
    }

    /// What it takes of a stream.
    package var size: Int { blocks.count }

    /// The parts as one stream.
    package static func stream(_ parts: [GzipPart]) -> [UInt8] {
        var stream: [UInt8] = []
        stream.reserveCapacity(parts.reduce(32) { $0 + $1.blocks.count })
        stream += head
        var check: UInt = 0
        var count = 0
        for part in parts {
            stream += part.blocks
            check = crc32_combine(check, part.check, part.count)
            count += part.count
        }
        stream += end
        stream += littleEndian(UInt32(truncatingIfNeeded: check))
        stream += littleEndian(UInt32(truncatingIfNeeded: count))
        return stream
    }

    /// Deflate, no name, no time, an unknown system.
    private static let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    /// An empty stored block, the last one.
    private static let end: [UInt8] = [1, 0, 0, 0xFF, 0xFF]
    private static let storedBytes = 0xFFFF

    private static func check(of bytes: [UInt8]) -> UInt { UInt(CRC32.of(bytes)) }

    private static func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
}
