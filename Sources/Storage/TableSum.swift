/// How many rows a table has, and a sum over their contents that no order changes.
///
/// Two sums of 64 bits notice what is lost, doubled or altered by accident; no secret depends on them.
package struct TableSum: Sendable, Equatable {
    package private(set) var rows = 0
    private var first: UInt64 = 0
    private var second: UInt64 = 0

    package init() {}

    mutating func add(_ row: [SQLValue]) {
        var bytes: [UInt8] = []
        for value in row { Self.append(value, to: &bytes) }
        rows += 1
        first &+= Self.hash(bytes, from: 0xcbf2_9ce4_8422_2325)
        second &+= Self.hash(bytes, from: 0x9ae1_6a3b_2f90_404f)
    }

    /// FNV-1a, with a last turn so that sums of neighbours do not cancel out.
    private static func hash(_ bytes: [UInt8], from start: UInt64) -> UInt64 {
        let hash = bytes.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let mixed = (hash ^ hash >> 31) &* 0x9e37_79b9_7f4a_7c15
        return mixed ^ mixed >> 29
    }

    /// A kind, a length and the bytes; truth counts as the number by which one engine keeps it.
    private static func append(_ value: SQLValue, to bytes: inout [UInt8]) {
        switch value {
        // No cell holds a list.
        case .null, .list: bytes.append(0)
        case .boolean(let boolean): append(boolean ? 1 : 0, kind: 1, to: &bytes)
        case .integer(let integer): append(UInt64(bitPattern: integer), kind: 1, to: &bytes)
        case .real(let real): append(real.bitPattern, kind: 2, to: &bytes)
        case .text(let text):
            append(UInt64(text.utf8.count), kind: 3, to: &bytes)
            bytes += text.utf8
        case .bytes(let list):
            append(UInt64(list.count), kind: 4, to: &bytes)
            bytes += list
        }
    }

    private static func append(_ number: UInt64, kind: UInt8, to bytes: inout [UInt8]) {
        bytes.append(kind)
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
