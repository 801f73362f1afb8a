/// What a PNG says of itself before its pixels.
struct PNGHeader {
    let width: Int
    let height: Int
    /// As it stood in the file.
    let data: [UInt8]
    private let depth: Int
    private let colorType: Int
    private let isInterlaced: Bool

    /// Rows of pixels that follow one another; an interlaced picture has seven such parts.
    struct Pass {
        let rows: Int
        /// With the byte that says how the row is filtered.
        let rowBytes: Int
    }

    init(_ data: [UInt8]) throws(Picture.Refusal) {
        var cursor = ByteCursor(data)
        width = try cursor.number(4, of: "the header")
        height = try cursor.number(4, of: "the header")
        depth = try cursor.number(1, of: "the header")
        colorType = try cursor.number(1, of: "the header")
        let methods = try cursor.number(2, of: "the header")
        let interlacing = try cursor.number(1, of: "the header")
        guard cursor.isAtEnd, width > 0, height > 0, methods == 0, interlacing <= 1,
            Self.depths[colorType]?.contains(depth) == true
        else { throw .damaged("its header is wrong") }
        isInterlaced = interlacing == 1
        self.data = data
    }

    var hasPalette: Bool { colorType == 3 }
    /// In full colours a palette is a suggestion.
    var mayHavePalette: Bool { colorType == 2 || colorType == 6 }

    func allows(transparency bytes: Int, colors: Int) -> Bool {
        switch colorType {
        case 0: bytes == 2
        case 2: bytes == 6
        case 3: bytes > 0 && bytes <= colors
        default: false
        }
    }

    var expandedBytes: Int { passes.reduce(0) { $0 + $1.rows * $1.rowBytes } }

    var passes: [Pass] {
        guard isInterlaced else { return [pass(width, height)].compactMap(\.self) }
        return Self.adam7.compactMap { step in
            pass(
                (width - step.x + step.dx - 1) / step.dx,
                (height - step.y + step.dy - 1) / step.dy
            )
        }
    }

    private func pass(_ width: Int, _ height: Int) -> Pass? {
        guard width > 0, height > 0 else { return nil }
        let bits = width * depth * (Self.samples[colorType] ?? 1)
        return Pass(rows: height, rowBytes: 1 + (bits + 7) / 8)
    }

    private static let depths = [
        0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
    ]
    private static let samples = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4]
    private static let adam7: [(x: Int, y: Int, dx: Int, dy: Int)] = [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4),
        (1, 0, 2, 2), (0, 1, 1, 2),
    ]
}
