/// The charts of `FoldingRows`, opened into one cell per scalar of the basic plane.
///
/// A quarter of a megabyte, of which a name touches a few lines: looking a scalar up is one read.
struct FoldingTable: Sendable {
    static let shared = FoldingTable()

    private var cells = [FoldingCell](repeating: .kept, count: 0x10000)

    private init() {
        for code in 0..<UInt32(0x80) {
            cells[Int(code)] = FoldingCell(ascii: UInt8(code))
        }
        for range in Self.parting {
            for code in range { cells[Int(code)] = .parting }
        }
        for range in Self.silent {
            for code in range { cells[Int(code)] = .silent }
        }
        for row in FoldingRows.all {
            for (offset, text) in row.cells.split(separator: " ").enumerated() {
                cells[Int(row.first) + offset] = FoldingCell(chart: text)
            }
        }
    }

    subscript(scalar: Unicode.Scalar) -> FoldingCell {
        let code = scalar.value
        guard code < 0x10000 else { return Self.isSilentBeyond(code) ? .silent : .kept }
        return cells[Int(code)]
    }

    /// Spaces and punctuation outside the rows: what stands between two words.
    private static let parting: [ClosedRange<UInt32>] = [
        0x02B0...0x02FF,  // apostrophes and other marks that are written as letters
        0x2000...0x200B, 0x2010...0x2029, 0x202F...0x205F,  // spaces, dashes, quotation marks
        0x2212...0x2212,  // the minus sign
        0x2E00...0x2E7F,  // more punctuation
        0x3000...0x3000,  // the space of full width
    ]

    /// Marks on letters, and scalars that show nothing, outside the rows.
    private static let silent: [ClosedRange<UInt32>] = [
        0x0300...0x036F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F,
        0x061C...0x061C, 0x200C...0x200F, 0x202A...0x202E, 0x2060...0x206F,  // directions, joiners
        0x115F...0x1160, 0x180B...0x180F, 0x3164...0x3164, 0xFFA0...0xFFA0,  // fillers
        0xFE00...0xFE0F, 0xFEFF...0xFEFF, 0xFFF9...0xFFFB,  // variants, byte order, annotations
    ]

    /// Tags and variants of ideographs and emoji: the only silent scalars above the basic plane.
    private static func isSilentBeyond(_ code: UInt32) -> Bool {
        (0xE0000...0xE0FFF).contains(code)
    }
}
