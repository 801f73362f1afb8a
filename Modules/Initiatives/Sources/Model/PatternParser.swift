/// What a pattern of the reference data may not contain.
enum PatternFlaw: Error, Equatable {
    case unknownSign(String)
    case notClosed
    case badCount
    case badClass
    case nothingToRepeat
}

/// Reads the text of a `NumberPattern`, and refuses whatever it does not know.
struct PatternParser {
    private var rest: Substring.UnicodeScalarView

    init(_ text: String) {
        rest = Substring(text).unicodeScalars
    }

    mutating func parse() throws(PatternFlaw) -> PatternNode {
        let node = try choice()
        if let sign = rest.first { throw .unknownSign(String(sign)) }
        return node
    }

    private mutating func choice() throws(PatternFlaw) -> PatternNode {
        var branches = [try sequence()]
        while take("|") {
            branches.append(try sequence())
        }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(PatternFlaw) -> PatternNode {
        var parts: [PatternNode] = []
        while let sign = rest.first, sign != "|", sign != ")" {
            let part = try atom()
            parts.append(try repeated(part))
        }
        return .sequence(parts)
    }

    private mutating func atom() throws(PatternFlaw) -> PatternNode {
        guard let sign = rest.popFirst() else { throw .notClosed }
        switch sign {
        case "(":
            let node = try choice()
            guard take(")") else { throw .notClosed }
            return node
        case "[":
            return try byteClass()
        case "a"..."z", "0"..."9":
            return .byte([UInt8(ascii: sign)...UInt8(ascii: sign)])
        case "?", "*", "{":
            throw .nothingToRepeat
        default:
            throw .unknownSign(String(sign))
        }
    }

    private mutating func byteClass() throws(PatternFlaw) -> PatternNode {
        var ranges: [ClosedRange<UInt8>] = []
        while !take("]") {
            let low = try classMember()
            let high = take("-") ? try classMember() : low
            guard low <= high else { throw .badClass }
            ranges.append(low...high)
        }
        guard !ranges.isEmpty else { throw .badClass }
        return .byte(ranges)
    }

    private mutating func classMember() throws(PatternFlaw) -> UInt8 {
        guard let sign = rest.popFirst() else { throw .notClosed }
        switch sign {
        case "a"..."z", "0"..."9": return UInt8(ascii: sign)
        default: throw .badClass
        }
    }

    /// A star repeats as often as the longest text is long, which is the same as for ever.
    private mutating func repeated(_ part: PatternNode) throws(PatternFlaw) -> PatternNode {
        if take("?") { return .repeated(part, least: 0, most: 1) }
        if take("*") { return .repeated(part, least: 0, most: NumberPattern.longest) }
        guard take("{") else { return part }
        let least = try count()
        let most = take(",") ? try count() : least
        guard take("}"), least <= most, most > 0 else { throw .badCount }
        return .repeated(part, least: least, most: most)
    }

    private mutating func count() throws(PatternFlaw) -> Int {
        var value: Int?
        while let sign = rest.first, ("0"..."9").contains(sign) {
            rest.removeFirst()
            value = (value ?? 0) * 10 + Int(sign.value - 48)
            guard let value, value <= NumberPattern.longest else { throw .badCount }
        }
        guard let value else { throw .badCount }
        return value
    }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard rest.first == sign else { return false }
        rest.removeFirst()
        return true
    }
}
