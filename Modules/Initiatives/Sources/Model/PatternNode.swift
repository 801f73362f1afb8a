/// A part of a `NumberPattern`.
///
/// Positions in a text are the bits of a word: bit 0 is before its first byte.
indirect enum PatternNode: Sendable {
    case byte([ClosedRange<UInt8>])
    case sequence([PatternNode])
    case choice([PatternNode])
    case repeated(PatternNode, least: Int, most: Int)

    /// Where this part can end, when it begins at one of the positions in `starts`.
    func ends(from starts: UInt64, in bytes: [UInt8]) -> UInt64 {
        switch self {
        case .byte(let ranges):
            Self.step(over: ranges, from: starts, in: bytes)
        case .sequence(let parts):
            parts.reduce(starts) { $1.ends(from: $0, in: bytes) }
        case .choice(let parts):
            parts.reduce(0) { $0 | $1.ends(from: starts, in: bytes) }
        case .repeated(let part, let least, let most):
            Self.ends(of: part, least...most, from: starts, in: bytes)
        }
    }

    private static func step(
        over ranges: [ClosedRange<UInt8>],
        from starts: UInt64,
        in bytes: [UInt8]
    ) -> UInt64 {
        var ends: UInt64 = 0
        for (position, byte) in bytes.enumerated() where starts & 1 << UInt64(position) != 0 {
            guard ranges.contains(where: { $0.contains(byte) }) else { continue }
            ends |= 1 << UInt64(position + 1)
        }
        return ends
    }

    /// The parser gives no count whose upper bound is below 1.
    ///
    /// Once the part has been seen often enough, only ends that are new are followed: from the
    /// others everything was reached before, with more repetitions left. So stars within stars
    /// stay cheap.
    private static func ends(
        of part: PatternNode,
        _ times: ClosedRange<Int>,
        from starts: UInt64,
        in bytes: [UInt8]
    ) -> UInt64 {
        var current = starts
        var ends = times.lowerBound == 0 ? starts : 0
        for time in 1...times.upperBound {
            current = part.ends(from: current, in: bytes)
            if time >= times.lowerBound {
                current &= ~ends
                ends |= current
            }
            if current == 0 { break }
        }
        return ends
    }
}
