/// A JPEG (ITU-T T.81), segment by segment.
///
/// Baseline and progressive pictures of one or three colours. Only the segments that a decoder
/// needs are kept, and which side is up; the scans are followed to their end, so that nothing hides
/// behind them.
struct JPEGFile {
    private var kept: [UInt8] = []
    private var frame: Frame?
    private var scans = 0
    private var orientation = JPEGOrientation.upright

    private struct Frame {
        let width: Int
        let height: Int
        let components: [UInt8]
        let isProgressive: Bool
    }

    private static let mostScans = 64
    /// What every decoder understands: version 1.01, no density, no thumbnail.
    private static let opening: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]

    init(_ bytes: [UInt8], bounds: Picture.Bounds) throws(Picture.Refusal) {
        var cursor = ByteCursor(bytes)
        _ = try cursor.take(2, of: "the signature")
        while true {
            let marker = try Self.marker(&cursor)
            if marker == 0xD9 { break }
            let length = try cursor.number(2, of: "a segment")
            let data = try cursor.take(length - 2, of: "a segment")
            try take(marker, data, bounds)
            if marker == 0xDA { try followScan(&cursor) }
        }
        guard cursor.isAtEnd else { throw .damaged("something follows its end") }
        guard frame != nil, scans > 0 else { throw .damaged("it holds no picture") }
    }

    func picture() throws(Picture.Refusal) -> Picture {
        guard let frame else { throw .damaged("it holds no picture") }
        let bytes = Self.opening + orientation.segment + kept + [0xFF, 0xD9]
        let isTurned = orientation.isOnItsSide
        return Picture(
            format: .jpeg,
            width: isTurned ? frame.height : frame.width,
            height: isTurned ? frame.width : frame.height,
            bytes: bytes
        )
    }

    private static func marker(_ cursor: inout ByteCursor) throws(Picture.Refusal) -> UInt8 {
        guard try cursor.number(1, of: "a segment") == 0xFF else {
            throw .damaged("something stands between its segments")
        }
        return UInt8(truncatingIfNeeded: try cursor.number(1, of: "a segment"))
    }

    private mutating func take(
        _ marker: UInt8,
        _ data: [UInt8],
        _ bounds: Picture.Bounds
    ) throws(Picture.Refusal) {
        switch marker {
        case 0xC0, 0xC1, 0xC2: try takeFrame(data, isProgressive: marker == 0xC2, bounds)
        case 0xDB: try Self.checkQuantization(data)
        case 0xC4: try Self.checkHuffman(data)
        case 0xDD:
            guard data.count == 2 else { throw .damaged("its restart interval is wrong") }
        case 0xDA: try takeScan(data)
        // Which colours the three are, as one program has told it since long before any standard.
        case 0xEE where data.count == 12 && data.starts(with: Array("Adobe".utf8)): break
        case 0xE1:
            if let told = JPEGOrientation(exif: data) { orientation = told }
            return
        case 0xE0...0xEF, 0xFE: return
        case 0xC3, 0xC5...0xCF: throw .unsupported("this kind of JPEG")
        default: throw .damaged("it has an unknown segment")
        }
        let length = data.count + 2
        kept += [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + data
    }

    private mutating func takeFrame(
        _ data: [UInt8],
        isProgressive: Bool,
        _ bounds: Picture.Bounds
    ) throws(Picture.Refusal) {
        var cursor = ByteCursor(data)
        let part = "the frame"
        let precision = try cursor.number(1, of: part)
        let height = try cursor.number(2, of: part)
        let width = try cursor.number(2, of: part)
        let count = try cursor.number(1, of: part)
        guard frame == nil, precision == 8 else { throw .unsupported("this kind of JPEG") }
        guard count == 1 || count == 3 else { throw .unsupported("\(count) colours") }
        try bounds.check(width: width, height: height)
        var components: [UInt8] = []
        for _ in 0..<count {
            let id = try cursor.number(1, of: part)
            let sampling = try cursor.number(1, of: part)
            let table = try cursor.number(1, of: part)
            guard (1...4).contains(sampling >> 4), (1...4).contains(sampling & 15), table <= 3,
                !components.contains(UInt8(id))
            else { throw .damaged("its frame is wrong") }
            components.append(UInt8(id))
        }
        guard cursor.isAtEnd else { throw .damaged("its frame is wrong") }
        frame = Frame(
            width: width,
            height: height,
            components: components,
            isProgressive: isProgressive
        )
    }

    private mutating func takeScan(_ data: [UInt8]) throws(Picture.Refusal) {
        guard let frame else { throw .damaged("its pixels come before its frame") }
        var cursor = ByteCursor(data)
        let count = try cursor.number(1, of: "a scan")
        guard (1...frame.components.count).contains(count) else {
            throw .damaged("a scan is wrong")
        }
        for _ in 0..<count {
            let id = UInt8(try cursor.number(1, of: "a scan"))
            let tables = try cursor.number(1, of: "a scan")
            guard frame.components.contains(id), tables >> 4 <= 3, tables & 15 <= 3 else {
                throw .damaged("a scan is wrong")
            }
        }
        let first = try cursor.number(1, of: "a scan")
        let last = try cursor.number(1, of: "a scan")
        let bits = try cursor.number(1, of: "a scan")
        let isSound =
            frame.isProgressive
            ? first <= last && last <= 63 && bits >> 4 <= 13 && bits & 15 <= 13
            : first == 0 && last == 63 && bits == 0
        guard cursor.isAtEnd, isSound else { throw .damaged("a scan is wrong") }
        scans += 1
        // A small file of very many scans keeps a decoder busy for minutes.
        guard scans <= Self.mostScans else { throw .unsupported("so many scans") }
    }

    /// The coded pixels: they end at the first marker that is neither a stuffed byte nor a restart.
    private mutating func followScan(_ cursor: inout ByteCursor) throws(Picture.Refusal) {
        let start = kept.count
        while let plain = cursor.distance(to: 0xFF) {
            kept += try cursor.take(plain, of: "a scan")
            guard let after = cursor.afterNext else { break }
            guard after == 0 || (0xD0...0xD7).contains(after) else {
                guard kept.count > start else { throw .damaged("a scan is empty") }
                return
            }
            kept += try cursor.take(2, of: "a scan")
        }
        throw .damaged("it ends in the middle of a scan")
    }

    private static func checkQuantization(_ data: [UInt8]) throws(Picture.Refusal) {
        var cursor = ByteCursor(data)
        while !cursor.isAtEnd {
            let kind = try cursor.number(1, of: "a table")
            guard kind >> 4 <= 1, kind & 15 <= 3 else { throw .damaged("a table is wrong") }
            _ = try cursor.take(kind >> 4 == 0 ? 64 : 128, of: "a table")
        }
    }

    private static func checkHuffman(_ data: [UInt8]) throws(Picture.Refusal) {
        var cursor = ByteCursor(data)
        while !cursor.isAtEnd {
            let kind = try cursor.number(1, of: "a table")
            let counts = try cursor.take(16, of: "a table")
            let codes = counts.reduce(0) { $0 + Int($1) }
            guard kind >> 4 <= 1, kind & 15 <= 3, codes <= 256 else {
                throw .damaged("a table is wrong")
            }
            _ = try cursor.take(codes, of: "a table")
        }
    }
}
