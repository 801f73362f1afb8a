import Kernel
import Testing

@testable import Localization

/// Goal: a count takes the plural form that a reader of each official language expects.
///
/// Method: the examples of Unicode CLDR 46 for whole numbers, for all 24 official languages.
@Suite("Plural rules")
struct PluralRuleTests {
    @Test("the examples of CLDR take their categories", arguments: CLDRExample.all)
    func examples(example: CLDRExample) throws {
        let rule = PluralRule(language: try #require(LanguageTag(example.language)))

        for number in example.numbers {
            #expect(rule.category(of: number) == example.category, "\(number)")
        }
        #expect(rule.categories.contains(example.category))
    }

    @Test("every official language has examples for all its categories of whole numbers")
    func complete() throws {
        let examples = Dictionary(grouping: CLDRExample.all, by: \.language)

        #expect(examples.keys.sorted() == CLDRExample.official)
        for (language, examples) in examples {
            let rule = PluralRule(language: try #require(LanguageTag(language)))
            // Polish has `other` for fractions alone.
            let fractional: Set<PluralCategory> = language == "pl" ? [.other] : []

            let shown = Set(examples.map(\.category))

            #expect(shown == rule.categories.subtracting(fractional), "\(language)")
        }
    }

    @Test("no number of any language takes a category that its catalogue need not have")
    func closed() throws {
        for language in CLDRExample.official {
            let rule = PluralRule(language: try #require(LanguageTag(language)))

            for number in Array(0...1200) + [10_000, 100_000, 1_000_000, 1_000_001, .max, .min] {
                try #require(rule.categories.contains(rule.category(of: number)))
            }
        }
    }

    @Test("a negative number takes the form of the positive one")
    func negative() throws {
        let polish = PluralRule(language: try #require(LanguageTag("pl")))

        #expect(polish.category(of: -1) == .one)
        #expect(polish.category(of: -22) == .few)
        #expect(polish.category(of: .min) == .many)
    }

    @Test("a country does not change the rule of its language, but Portugal's zero is plural")
    func regions() throws {
        let belgium = PluralRule(language: try #require(LanguageTag("fr-BE")))
        let portugal = PluralRule(language: try #require(LanguageTag("pt-PT")))

        #expect(belgium.category(of: 0) == .one)
        #expect(portugal.category(of: 1) == .one)
        #expect(portugal.category(of: 0) == .other)
    }

    @Test("a language that nobody described has singular and plural")
    func unknown() throws {
        let rule = PluralRule(language: try #require(LanguageTag("eo")))

        #expect(rule.categories == [.one, .other])
        #expect(rule.category(of: 1) == .one)
        #expect(rule.category(of: 0) == .other)
    }
}
