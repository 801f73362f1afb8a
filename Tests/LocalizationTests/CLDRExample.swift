import Localization
import Testing

/// Whole numbers and their category, from the chart of CLDR 46.
///
/// <https://www.unicode.org/cldr/charts/46/supplemental/language_plural_rules.html>
struct CLDRExample: Sendable, CustomTestStringConvertible {
    let language: String
    let category: PluralCategory
    let numbers: [Int]

    var testDescription: String { "\(language), \(category)" }

    /// The official languages of the Union, in the order of their tags.
    static let official = [
        "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt",
        "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv",
    ]

    static let all: [CLDRExample] = simple + romance + slavic + baltic + others

    private static let simple =
        ["bg", "da", "de", "el", "en", "et", "fi", "hu", "nl", "sv"].flatMap { language in
            [
                CLDRExample(language, .one, [1]),
                CLDRExample(language, .other, [0, 2, 3, 16, 21, 100, 101, 1000] + powers),
            ]
        }

    private static let romance =
        ["fr", "pt"].flatMap { language in
            [
                CLDRExample(language, .one, [0, 1]),
                CLDRExample(language, .many, [1_000_000, 2_000_000, 10_000_000]),
                CLDRExample(language, .other, [2, 17, 100, 101, 1000, 100_000, 1_000_001]),
            ]
        }
        + ["es", "it"].flatMap { language in
            [
                CLDRExample(language, .one, [1]),
                CLDRExample(language, .many, [1_000_000, 2_000_000, 10_000_000]),
                CLDRExample(language, .other, [0, 2, 16, 100, 101, 1000, 100_000, 1_000_001]),
            ]
        }
        + [
            CLDRExample("ro", .one, [1]),
            CLDRExample("ro", .few, [0, 2, 16, 19, 101, 119, 1001]),
            CLDRExample("ro", .other, [20, 35, 100, 120, 1000] + powers),
        ]

    private static let slavic =
        ["cs", "sk"].flatMap { language in
            [
                CLDRExample(language, .one, [1]),
                CLDRExample(language, .few, [2, 3, 4]),
                CLDRExample(language, .other, [0, 5, 19, 21, 22, 100, 102, 1000] + powers),
            ]
        } + [
            CLDRExample("hr", .one, [1, 21, 31, 41, 51, 61, 71, 81, 101, 1001]),
            CLDRExample("hr", .few, [2, 3, 4, 22, 23, 24, 32, 54, 62, 102, 1002]),
            CLDRExample("hr", .other, [0, 5, 11, 12, 13, 14, 19, 100, 111, 112, 1000] + powers),
            CLDRExample("pl", .one, [1]),
            CLDRExample("pl", .few, [2, 3, 4, 22, 23, 24, 32, 54, 62, 102, 1002]),
            CLDRExample("pl", .many, [0, 5, 11, 12, 14, 19, 21, 31, 100, 101, 112, 1000] + powers),
            CLDRExample("sl", .one, [1, 101, 201, 301, 701, 1001]),
            CLDRExample("sl", .two, [2, 102, 202, 302, 702, 1002]),
            CLDRExample("sl", .few, [3, 4, 103, 104, 203, 204, 703, 1003]),
            CLDRExample("sl", .other, [0, 5, 11, 12, 19, 21, 100, 1000] + powers),
        ]

    private static let baltic = [
        CLDRExample("lt", .one, [1, 21, 31, 41, 51, 61, 71, 81, 101, 1001]),
        CLDRExample("lt", .few, [2, 9, 22, 29, 102, 1002]),
        CLDRExample("lt", .other, [0, 10, 11, 12, 19, 20, 30, 100, 111, 1000] + powers),
        CLDRExample("lv", .zero, [0, 10, 11, 12, 19, 20, 30, 100, 111, 1000] + powers),
        CLDRExample("lv", .one, [1, 21, 31, 41, 51, 61, 71, 81, 101, 1001]),
        CLDRExample("lv", .other, [2, 9, 22, 29, 102, 1002]),
    ]

    private static let others = [
        CLDRExample("ga", .one, [1]),
        CLDRExample("ga", .two, [2]),
        CLDRExample("ga", .few, [3, 4, 5, 6]),
        CLDRExample("ga", .many, [7, 8, 9, 10]),
        CLDRExample("ga", .other, [0, 11, 12, 25, 100, 1000] + powers),
        CLDRExample("mt", .one, [1]),
        CLDRExample("mt", .two, [2]),
        CLDRExample("mt", .few, [0, 3, 10, 103, 109, 110, 1003]),
        CLDRExample("mt", .many, [11, 19, 111, 117, 1011]),
        CLDRExample("mt", .other, [20, 35, 100, 101, 102, 1000] + powers),
    ]

    private static let powers = [10_000, 100_000, 1_000_000]

    private init(_ language: String, _ category: PluralCategory, _ numbers: [Int]) {
        self.language = language
        self.category = category
        self.numbers = numbers
    }
}
