/// How the last signs of a number follow from the others, so that a slip of the finger shows.
///
/// The algorithms are those of python-stdnum, which calls the Latvian and the Romanian one
/// unconfirmed; the Hungarian one is as the collected data tells it. So a checksum that fails is
/// never more than a doubt.
enum Checksum: String, CaseIterable, Codable, Sendable {
    /// Shared by Estonia and Lithuania.
    case baltic
    case belgian
    case bulgarian
    case croatian
    case hungarian
    case latvian
    case polish
    case portuguese
    case romanian
    case slovenian
    case spanish
    case swedish

    /// Whether it holds for a number that is folded.
    func holds(for number: String) -> Bool {
        switch self {
        case .baltic: Self.balticHolds(number)
        case .belgian: Self.belgianCentury(of: number) != nil
        case .bulgarian: Self.bulgarianHolds(number)
        case .croatian: Self.croatianHolds(number)
        case .hungarian: Self.hungarianHolds(number)
        case .latvian: Self.latvianHolds(number)
        case .polish: Self.polishHolds(number)
        case .portuguese: Self.portugueseHolds(number)
        case .romanian: Self.romanianHolds(number)
        case .slovenian: Self.slovenianHolds(number)
        case .spanish: Self.spanishHolds(number)
        case .swedish: Self.swedishHolds(number)
        }
    }

    /// The century of a Belgian national register number, which only its checksum tells.
    ///
    /// From 2000 on, a 2 is set before the nine digits from which it is reckoned.
    static func belgianCentury(of number: String) -> Int? {
        guard let digits = Digits(number, count: 11) else { return nil }
        if 97 - digits[0..<9] % 97 == digits[9..<11] { return 1900 }
        if 97 - (2_000_000_000 + digits[0..<9]) % 97 == digits[9..<11] { return 2000 }
        return nil
    }

    private static func balticHolds(_ number: String) -> Bool {
        guard let digits = Digits(number, count: 11) else { return false }
        var check = digits.sum(weights: [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
        if check == 10 { check = digits.sum(weights: [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 }
        return check % 10 == digits[10]
    }

    private static func bulgarianHolds(_ number: String) -> Bool {
        guard let digits = Digits(number, count: 10) else { return false }
        return digits.sum(weights: [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == digits[9]
    }

    /// ISO 7064, MOD 11,10.
    private static func croatianHolds(_ number: String) -> Bool {
        guard let digits = Digits(number, count: 11) else { return false }
        var rest = 10
        for position in 0..<10 {
            let sum = (rest + digits[position]) % 10
            rest = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (rest + digits[10]) % 10 == 1
    }

    /// Weights rise for those born before 1997 and fall for those born later.
    ///
    /// First digits that do not tell the century may have either.
    private static func hungarianHolds(_ number: String) -> Bool {
        guard let digits = Digits(number, count: 11) else { return false }
        let rising = digits.sum(weights: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) % 11 == digits[10]
        let falling = digits.sum(weights: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 == digits[10]
        switch digits[0] {
        case 1, 2: return digits[1..<3] < 97 ? rising : falling
        case 3, 4: return falling
        default: return rising || falling
        }
    }

    private static func latvianHolds(_ number: String) -> Bool {
        guard let digits = Digits(number, count: 11) else { return false }
        let sum = 1 + digits.sum(weights: [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])
        return sum % 11 % 10 == digits[10]
    }

    private static func polishHolds(_ number: String) -> Bool {
        guard let digits = Digits(number, count: 11) else { return false }
        return digits.sum(weights: [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 == 0
    }

    /// Every second sign from the right is doubled; letters count from 10.
    private static func portugueseHolds(_ number: String) -> Bool {
        guard number.utf8.count == 12 else { return false }
        var sum = 0
        for (position, byte) in number.utf8.enumerated() {
            guard let value = value(ofSign: byte) else { return false }
            let doubled = value * 2 > 9 ? value * 2 - 9 : value * 2
            sum += position.isMultiple(of: 2) ? doubled : value
        }
        return sum % 10 == 0
    }

    private static func value(ofSign byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte - UInt8(ascii: "a")) + 10
        default: nil
        }
    }

    private static func romanianHolds(_ number: String) -> Bool {
        guard let digits = Digits(number, count: 13) else { return false }
        let rest = digits.sum(weights: [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
        return (rest == 10 ? 1 : rest) == digits[12]
    }

    private static func slovenianHolds(_ number: String) -> Bool {
        guard let digits = Digits(number, count: 13) else { return false }
        let rest = digits.sum(weights: [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
        return (11 - rest) % 11 % 10 == digits[12]
    }

    private static func spanishHolds(_ number: String) -> Bool {
        let text = String(decoding: number.utf8.prefix(8), as: UTF8.self)
        guard number.utf8.count == 9, let digits = Digits(text, count: 8) else { return false }
        return number.hasSuffix(spanishLetter(of: digits[0..<8]))
    }

    /// The letter that follows from a Spanish number, in lower case.
    static func spanishLetter(of number: Int) -> String {
        let letters = Array("trwagmyfpdxbnjzsqvhlcke".utf8)
        return String(decoding: [letters[number % 23]], as: UTF8.self)
    }

    /// The algorithm of Luhn, on the ten digits without the century.
    private static func swedishHolds(_ number: String) -> Bool {
        let text = String(decoding: number.utf8.suffix(10), as: UTF8.self)
        guard [10, 12].contains(number.utf8.count), let digits = Digits(text, count: 10) else {
            return false
        }
        let sum = (0..<10).reduce(0) { sum, position in
            let value = digits[position] * (position.isMultiple(of: 2) ? 2 : 1)
            return sum + (value > 9 ? value - 9 : value)
        }
        return sum % 10 == 0
    }
}
