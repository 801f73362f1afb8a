/// A picture that somebody sent, after it was taken apart and put together anew.
///
/// What is kept are the parts that make the picture, each checked; everything else (comments,
/// places, other files behind or inside it) is left out. What no rule here knows is refused: a file
/// is what its bytes say, never what its name says.
package struct Picture: Sendable, Hashable {
    package enum Format: String, Sendable {
        case png
        case jpeg

        package var mediaType: String { "image/" + rawValue }
    }

    package let format: Format
    package let width: Int
    package let height: Int
    package let bytes: [UInt8]

    /// How large a picture may be.
    package struct Bounds: Sendable {
        package let bytes: Int
        package let width: ClosedRange<Int>
        package let height: ClosedRange<Int>
        package let pixels: Int
        /// What the pixels come to when they are expanded; they never are beyond it.
        package let expandedBytes: Int

        package init(
            bytes: Int,
            width: ClosedRange<Int>,
            height: ClosedRange<Int>,
            pixels: Int = .max,
            expandedBytes: Int = .max
        ) {
            self.bytes = bytes
            self.width = width
            self.height = height
            self.pixels = pixels
            self.expandedBytes = expandedBytes
        }
    }

    package enum Refusal: Error, Hashable, Sendable {
        case empty
        case tooManyBytes(Int)
        /// A drawing that could carry scripts and load other files.
        case svg
        /// Neither PNG nor JPEG; with the name of what it is, if that is known.
        case otherFormat(String?)
        /// The file does not follow its own format; says where.
        case damaged(String)
        /// The format allows it, but it is not accepted here; says what.
        case unsupported(String)
        case wrongSize(width: Int, height: Int)
    }

    /// Reads, checks and rewrites a picture.
    package init(verifying bytes: [UInt8], within bounds: Bounds) throws(Refusal) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= bounds.bytes else { throw .tooManyBytes(bytes.count) }
        if bytes.starts(with: PNGFile.signature) {
            self = try PNGFile(bytes, bounds: bounds).picture()
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = try JPEGFile(bytes, bounds: bounds).picture()
        } else {
            throw Self.unknown(bytes)
        }
    }

    init(format: Format, width: Int, height: Int, bytes: [UInt8]) {
        self.format = format
        self.width = width
        self.height = height
        self.bytes = bytes
    }

    private static func unknown(_ bytes: [UInt8]) -> Refusal {
        let start = bytes.prefix(1024).drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
        if start.first == UInt8(ascii: "<") { return .svg }
        if bytes.starts(with: Array("GIF8".utf8)) { return .otherFormat("GIF") }
        if bytes.starts(with: Array("%PDF".utf8)) { return .otherFormat("PDF") }
        if bytes.starts(with: Array("RIFF".utf8)),
            bytes.dropFirst(8).starts(with: Array("WEBP".utf8))
        {
            return .otherFormat("WebP")
        }
        if bytes.dropFirst(4).starts(with: Array("ftyp".utf8)) {
            return .otherFormat("AVIF or HEIC")
        }
        return .otherFormat(nil)
    }
}

extension Picture.Bounds {
    func check(width: Int, height: Int) throws(Picture.Refusal) {
        guard self.width.contains(width), self.height.contains(height),
            width * height <= pixels
        else {
            throw .wrongSize(width: width, height: height)
        }
    }
}
