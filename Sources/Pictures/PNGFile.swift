import Compression

/// A PNG (W3C, third edition), chunk by chunk.
///
/// Its pixels are expanded to exactly the length that the header promises, and compressed again, so
/// that nothing else can stand in their place.
struct PNGFile {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private let header: PNGHeader
    private var palette: [UInt8] = []
    private var transparency: [UInt8] = []
    private var pixels: [UInt8] = []

    init(_ bytes: [UInt8], bounds: Picture.Bounds) throws(Picture.Refusal) {
        var cursor = ByteCursor(bytes)
        _ = try cursor.take(Self.signature.count, of: "the signature")
        let first = try Self.chunk(&cursor)
        guard first.type == "IHDR" else { throw .damaged("it does not begin with a header") }
        header = try PNGHeader(first.data)
        // Before anything is expanded: a small file may promise a huge picture.
        try bounds.check(width: header.width, height: header.height)
        guard header.expandedBytes <= bounds.expandedBytes else {
            throw .wrongSize(width: header.width, height: header.height)
        }

        var previous = "IHDR"
        while previous != "IEND" {
            let chunk = try Self.chunk(&cursor)
            try take(chunk, after: previous)
            previous = chunk.type
        }
        guard cursor.isAtEnd else { throw .damaged("something follows its end") }
        guard header.hasPalette == !palette.isEmpty || header.mayHavePalette else {
            throw .damaged("its palette is missing or not allowed")
        }
    }

    private mutating func take(
        _ chunk: (type: String, data: [UInt8]),
        after previous: String
    ) throws(Picture.Refusal) {
        switch chunk.type {
        case "PLTE":
            guard palette.isEmpty, pixels.isEmpty, chunk.data.count.isMultiple(of: 3),
                (1...256).contains(chunk.data.count / 3)
            else { throw .damaged("its palette is wrong") }
            palette = chunk.data
        case "tRNS":
            guard transparency.isEmpty, pixels.isEmpty,
                header.allows(transparency: chunk.data.count, colors: palette.count / 3)
            else { throw .damaged("its transparency is wrong") }
            transparency = chunk.data
        case "IDAT":
            guard pixels.isEmpty || previous == "IDAT" else {
                throw .damaged("its pixels are not in one piece")
            }
            pixels += chunk.data
        case "IEND":
            guard chunk.data.isEmpty else { throw .damaged("its end is not empty") }
        default:
            // A capital says that the picture cannot be shown without this chunk.
            let isCritical = chunk.type.utf8.first.map { (0x41...0x5A).contains($0) } ?? true
            guard !isCritical else { throw .damaged("it has an unknown part, \(chunk.type)") }
        }
    }

    func picture() throws(Picture.Refusal) -> Picture {
        guard let rows = Deflate.expand(pixels, toExactly: header.expandedBytes) else {
            throw .damaged("its pixels are not as many as it says")
        }
        var start = 0
        for pass in header.passes {
            for row in 0..<pass.rows where rows[start + row * pass.rowBytes] > 4 {
                throw .damaged("its pixels are filtered in an unknown way")
            }
            start += pass.rows * pass.rowBytes
        }
        guard let compressed = Deflate.compress(rows, as: .zlib, effort: .thorough) else {
            throw .unsupported("so many pixels at once")
        }
        var bytes = Self.signature + Self.chunk("IHDR", header.data)
        if !palette.isEmpty { bytes += Self.chunk("PLTE", palette) }
        if !transparency.isEmpty { bytes += Self.chunk("tRNS", transparency) }
        bytes += Self.chunk("IDAT", compressed) + Self.chunk("IEND", [])
        return Picture(format: .png, width: header.width, height: header.height, bytes: bytes)
    }

    private static func chunk(
        _ cursor: inout ByteCursor
    ) throws(Picture.Refusal) -> (type: String, data: [UInt8]) {
        let length = try cursor.number(4, of: "a part")
        let type = try cursor.take(4, of: "a part")
        guard type.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else {
            throw .damaged("the name of a part is no name")
        }
        let name = String(decoding: type, as: UTF8.self)
        let data = try cursor.take(length, of: name)
        guard try cursor.number(4, of: name) == Int(CRC32.of(type + data)) else {
            throw .damaged("the check of \(name) is wrong")
        }
        return (name, data)
    }

    static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + data
        return bigEndian(data.count) + named + bigEndian(Int(CRC32.of(named)))
    }

    private static func bigEndian(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
