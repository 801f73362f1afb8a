/// Reads a file from start to end and never past it.
struct ByteCursor {
    private let bytes: [UInt8]
    private(set) var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    /// How many bytes stand before the next one of that kind; nil when there is none.
    func distance(to byte: UInt8) -> Int? {
        bytes[position...].firstIndex(of: byte).map { $0 - position }
    }

    /// The byte after the next one.
    var afterNext: UInt8? { position + 1 < bytes.count ? bytes[position + 1] : nil }

    mutating func take(_ count: Int, of part: String) throws(Picture.Refusal) -> [UInt8] {
        guard count >= 0, count <= bytes.count - position else {
            throw .damaged("it ends in the middle of \(part)")
        }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    /// A number of so many bytes, the greatest first.
    mutating func number(_ count: Int, of part: String) throws(Picture.Refusal) -> Int {
        try take(count, of: part).reduce(0) { $0 << 8 | Int($1) }
    }
}
