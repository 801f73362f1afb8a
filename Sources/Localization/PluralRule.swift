package import Kernel

/// The plural categories of Unicode CLDR.
package enum PluralCategory: String, CaseIterable, Sendable {
    case zero
    case one
    case two
    case few
    case many
    case other
}

/// Which plural form a whole number takes in a language of the Union.
///
/// The integer part of Unicode CLDR's cardinal rules, version 46
/// (<https://www.unicode.org/cldr/charts/46/supplemental/language_plural_rules.html>).
package struct PluralRule: Sendable {
    private let language: String

    package init(language: LanguageTag) {
        // Portuguese in Portugal has a rule of its own; other regions follow their language.
        let isPortugal = language.text.lowercased() == "pt-pt"
        self.language = isPortugal ? "pt-PT" : language.language.lowercased()
    }

    /// Every category that a catalogue of this language must have.
    package var categories: Set<PluralCategory> {
        switch language {
        case "cs", "sk": [.one, .few, .other]
        case "fr", "es", "it", "pt", "pt-PT": [.one, .many, .other]
        case "ga": [.one, .two, .few, .many, .other]
        case "hr", "ro", "lt": [.one, .few, .other]
        case "lv": [.zero, .one, .other]
        case "mt": [.one, .two, .few, .many, .other]
        case "pl": [.one, .few, .many, .other]
        case "sl": [.one, .two, .few, .other]
        default: [.one, .other]
        }
    }

    package func category(of count: Int) -> PluralCategory {
        let number = count.magnitude
        switch language {
        case "fr", "pt": return number < 2 ? .one : Self.millions(number)
        case "es", "it", "pt-PT": return number == 1 ? .one : Self.millions(number)
        case "cs", "sk": return number == 1 ? .one : (2...4).contains(number) ? .few : .other
        case "pl": return number == 1 ? .one : Self.isSlavicFew(number) ? .few : .many
        case "hr": return Self.croatian(number)
        case "lt": return Self.lithuanian(number)
        case "lv": return Self.latvian(number)
        case "ro": return Self.romanian(number)
        case "sl": return Self.slovenian(number)
        case "mt": return Self.maltese(number)
        case "ga": return Self.irish(number)
        default: return number == 1 ? .one : .other
        }
    }

    /// "1 000 000 de signatures": whole millions ask for a preposition.
    private static func millions(_ number: UInt) -> PluralCategory {
        number != 0 && number % 1_000_000 == 0 ? .many : .other
    }

    private static func isSlavicFew(_ number: UInt) -> Bool {
        (2...4).contains(number % 10) && !(12...14).contains(number % 100)
    }

    private static func croatian(_ number: UInt) -> PluralCategory {
        if number % 10 == 1 && number % 100 != 11 { return .one }
        return isSlavicFew(number) ? .few : .other
    }

    private static func lithuanian(_ number: UInt) -> PluralCategory {
        if (11...19).contains(number % 100) { return .other }
        if number % 10 == 1 { return .one }
        return (2...9).contains(number % 10) ? .few : .other
    }

    private static func latvian(_ number: UInt) -> PluralCategory {
        if number % 10 == 0 || (11...19).contains(number % 100) { return .zero }
        return number % 10 == 1 ? .one : .other
    }

    private static func romanian(_ number: UInt) -> PluralCategory {
        if number == 1 { return .one }
        return number == 0 || (1...19).contains(number % 100) ? .few : .other
    }

    private static func slovenian(_ number: UInt) -> PluralCategory {
        switch number % 100 {
        case 1: .one
        case 2: .two
        case 3, 4: .few
        default: .other
        }
    }

    private static func maltese(_ number: UInt) -> PluralCategory {
        if number == 1 { return .one }
        if number == 2 { return .two }
        if number == 0 || (3...10).contains(number % 100) { return .few }
        return (11...19).contains(number % 100) ? .many : .other
    }

    private static func irish(_ number: UInt) -> PluralCategory {
        switch number {
        case 1: .one
        case 2: .two
        case 3...6: .few
        case 7...10: .many
        default: .other
        }
    }
}
