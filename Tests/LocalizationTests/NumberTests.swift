import Kernel
import Localization
import Spaces
import TestSupport
import Testing

/// Goal: numbers, shares and dates look as the reader's language writes them, and never round up.
///
/// Method: the catalogues of the program; texts are compared by scalars, because a narrow no-break
/// space looks like any other.
@Suite("Numbers and dates")
struct NumberTests {
    @Test(
        "numbers are grouped as the language groups them",
        arguments: [
            (0, "0", "0"), (7, "7", "7"), (999, "999", "999"), (1000, "1,000", "1\u{202F}000"),
            (54_321, "54,321", "54\u{202F}321"), (999_999, "999,999", "999\u{202F}999"),
            (1_000_000, "1,000,000", "1\u{202F}000\u{202F}000"),
            (-1234, "−1,234", "−1\u{202F}234"), (-999, "−999", "−999"),
        ]
    )
    func number(number: Int, english: String, french: String) throws {
        #expect(scalars(try t(.english).number(number)) == scalars(english))
        #expect(scalars(try t(.french).number(number)) == scalars(french))
    }

    @Test("the largest and the smallest numbers can be written")
    func bounds() throws {
        #expect(try t(.english).number(.max) == "9,223,372,036,854,775,807")
        #expect(try t(.english).number(.min) == "−9,223,372,036,854,775,808")
    }

    @Test("a language may leave four digits together")
    func fourDigits() throws {
        let spanish = try Catalogue(
            language: .english,
            texts: ["number.group": ".", "number.groupFrom": "10000", "number.decimal": ","]
        )
        let t = try Translations(catalogues: [spanish]).translator(for: .english)

        #expect(t.number(9999) == "9999")
        #expect(t.number(10_000) == "10.000")
        #expect(t.number(-9999) == "−9999")
    }

    @Test(
        "a share is rounded down to a tenth of a percent",
        arguments: [
            (0, "0%", "0\u{202F}%"), (9, "0%", "0\u{202F}%"), (10, "0.1%", "0,1\u{202F}%"),
            (4250, "42.5%", "42,5\u{202F}%"), (4259, "42.5%", "42,5\u{202F}%"),
            (9999, "99.9%", "99,9\u{202F}%"), (10_000, "100%", "100\u{202F}%"),
            (12_345_678, "123,456.7%", "123\u{202F}456,7\u{202F}%"),
        ]
    )
    func percent(hundredths: Int, english: String, french: String) throws {
        #expect(scalars(try t(.english).percent(hundredths)) == scalars(english))
        #expect(scalars(try t(.french).percent(hundredths)) == scalars(french))
    }

    @Test(
        "a date has its month in words, and the first of a month has its own form",
        arguments: [
            ("2026-05-09", "9\u{A0}May\u{A0}2026", "9\u{A0}mai\u{A0}2026"),
            ("2026-08-01", "1\u{A0}August\u{A0}2026", "1er\u{A0}août\u{A0}2026"),
            ("2026-11-21", "21\u{A0}November\u{A0}2026", "21\u{A0}novembre\u{A0}2026"),
            ("2028-02-29", "29\u{A0}February\u{A0}2028", "29\u{A0}février\u{A0}2028"),
        ]
    )
    func date(iso: String, english: String, french: String) throws {
        let date = try #require(CivilDate(iso: iso))

        #expect(scalars(try t(.english).date(date)) == scalars(english))
        #expect(scalars(try t(.french).date(date)) == scalars(french))
    }

    @Test("every month has a name, and no two the same")
    func months() throws {
        for language in [LanguageTag.english, .french] {
            let t = try t(language)

            let names = (1...12).map { t(MessageKey("date.month", String($0))) }

            #expect(Set(names).count == 12)
            #expect(names.allSatisfy { !$0.contains(".") })
        }
    }

    @Test("a time has two digits for hour and minute, up to 24:00")
    func time() throws {
        #expect(try t(.english).time(hour: 0, minute: 5) == "00:05")
        #expect(try t(.french).time(hour: 24, minute: 0) == "24\u{A0}h\u{A0}00")
    }

    private func t(_ language: LanguageTag) throws -> Translator {
        try Self.translations.get().translator(for: language)
    }

    private static let translations = Result {
        try Resources(root: TestHouse.root, program: ".").translations { _, _ in }
    }

    private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }
}
