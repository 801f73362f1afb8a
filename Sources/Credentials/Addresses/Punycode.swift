/// Names of domains in letters beyond ASCII, as the domain name system carries them (RFC 3492).
enum Punycode {
    private static let (base, least, most, skew, damping) = (36, 1, 26, 38, 700)
    /// No label of a domain is longer.
    static let labelBytes = 63

    /// What follows `xn--`; nil for more scalars than a label can hold.
    static func encode(_ scalars: [Unicode.Scalar]) -> String? {
        guard scalars.count <= labelBytes else { return nil }
        var output = scalars.filter(\.isASCII).map { UInt8(truncatingIfNeeded: $0.value) }
        let basic = output.count
        if basic > 0 { output.append(UInt8(ascii: "-")) }
        var (number, delta, bias, done) = (128, 0, 72, basic)
        while done < scalars.count {
            let values = scalars.map { Int($0.value) }
            guard let next = values.filter({ $0 >= number }).min() else { return nil }
            delta += (next - number) * (done + 1)
            number = next
            for value in values {
                if value < number { delta += 1 }
                guard value == number else { continue }
                appendInteger(delta, bias: bias, to: &output)
                bias = adapt(delta, points: done + 1, isFirst: done == basic)
                delta = 0
                done += 1
            }
            delta += 1
            number += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// What ``encode(_:)`` was given; nil for anything that it does not make.
    static func decode(_ text: some StringProtocol) -> [Unicode.Scalar]? {
        guard text.utf8.count <= labelBytes else { return nil }
        let lower = text.lowercased()
        let bytes = Array(lower.utf8)
        let hyphen = bytes.lastIndex(of: UInt8(ascii: "-"))
        var output = bytes[..<(hyphen ?? 0)].map(Int.init)
        var place = hyphen.map { $0 + 1 } ?? 0
        var (number, index, bias) = (128, 0, 72)
        while place < bytes.count {
            let before = index
            guard let step = readInteger(bytes, at: &place, bias: bias) else { return nil }
            index += step
            let count = output.count + 1
            bias = adapt(index - before, points: count, isFirst: before == 0)
            number += index / count
            index %= count
            guard number <= 0x10FFFF else { return nil }
            output.insert(number, at: index)
            index += 1
        }
        let scalars = output.compactMap { Unicode.Scalar(UInt32($0)) }
        let isWhole = scalars.count == output.count
        return isWhole && encode(scalars) == lower ? scalars : nil
    }

    private static func appendInteger(_ integer: Int, bias: Int, to output: inout [UInt8]) {
        var rest = integer
        var weight = base
        while true {
            let threshold = min(max(weight - bias, least), most)
            if rest < threshold { break }
            output.append(digit(threshold + (rest - threshold) % (base - threshold)))
            rest = (rest - threshold) / (base - threshold)
            weight += base
        }
        output.append(digit(rest))
    }

    private static func readInteger(_ bytes: [UInt8], at place: inout Int, bias: Int) -> Int? {
        var (integer, factor, weight) = (0, 1, base)
        while place < bytes.count {
            guard let digit = value(bytes[place]) else { return nil }
            place += 1
            integer += digit * factor
            // Far above what a label can mean, and far below what a number can hold.
            guard integer < 1 << 40 else { return nil }
            let threshold = min(max(weight - bias, least), most)
            if digit < threshold { return integer }
            factor *= base - threshold
            guard factor < 1 << 40 else { return nil }
            weight += base
        }
        return nil
    }

    private static func adapt(_ delta: Int, points: Int, isFirst: Bool) -> Int {
        var rest = isFirst ? delta / damping : delta / 2
        rest += rest / points
        var count = 0
        while rest > (base - least) * most / 2 {
            rest /= base - least
            count += base
        }
        return count + (base - least + 1) * rest / (rest + skew)
    }

    private static func digit(_ value: Int) -> UInt8 {
        UInt8(value < 26 ? 0x61 + value : 0x30 + value - 26)
    }

    private static func value(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x30...0x39: Int(byte) - 0x30 + 26
        case 0x41...0x5A: Int(byte) - 0x41
        case 0x61...0x7A: Int(byte) - 0x61
        default: nil
        }
    }
}
