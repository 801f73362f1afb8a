import Kernel
import Synchronization
import Testing

@testable import Localization

/// Goal: every reader reads something sensible, and what is missing is reported, not hidden.
///
/// Method: two small catalogues, the French one with gaps.
@Suite("Translators")
struct TranslatorTests {
    @Test("values are put in their places, in any order and as often as they stand there")
    func values() throws {
        let t = try Gaps().translations.translator(for: .french)

        let text = t("a.order", ["first": .text("un"), "second": .text("deux")])

        #expect(text == "deux, un, deux")
    }

    @Test("a value is text, and is never read as a placeholder")
    func literalValue() throws {
        let t = try Gaps().translations.translator(for: .english)

        let text = t("a.order", ["first": .text("{{second}}"), "second": .text("}}")])

        #expect(text == "{{second}}, }}")
    }

    @Test("a value that was forgotten leaves its name to be seen")
    func forgotten() throws {
        let t = try Gaps().translations.translator(for: .english)

        #expect(t("a.order", ["first": .text("x"), "third": .text("y")]) == "x, {{second}}")
    }

    @Test("the count chooses the form of the reader's language")
    func plural() throws {
        let translations = try Gaps().translations
        let (english, french) = (
            translations.translator(for: .english), translations.translator(for: .french)
        )

        #expect(
            [0, 1, 2].map { english("a.count", ["count": .number($0)]) } == ["many", "one", "many"]
        )
        #expect(
            [0, 1, 2, 1_000_000].map { french("a.count", ["count": .number($0)]) }
                == ["un", "un", "plusieurs", "de plusieurs"]
        )
    }

    @Test(
        "a message that a language lacks is read in English, by the rules of English, and reported"
    )
    func fallback() throws {
        let gaps = try Gaps()
        let t = gaps.translations.translator(for: .french)

        #expect(t("a.english") == "only here")
        #expect(t("a.englishCount", ["count": .number(0)]) == "0 things")
        #expect(gaps.reported == ["a.english fr", "a.englishCount fr"])
    }

    @Test("a message that nobody has is shown as its key, and reported")
    func unknown() throws {
        let gaps = try Gaps()

        #expect(gaps.translations.translator(for: .french)("a.nothing") == "a.nothing")
        #expect(
            gaps.translations.translator(for: .english)("a.nothing", ["x": .number(1)])
                == "a.nothing"
        )
        #expect(gaps.reported == ["a.nothing fr", "a.nothing en"])
    }

    @Test("a message that is there reports nothing")
    func silent() throws {
        let gaps = try Gaps()

        _ = gaps.translations.translator(for: .french)("a.order")

        #expect(gaps.reported == [])
    }

    @Test("a language without a catalogue is read in English")
    func otherLanguage() throws {
        let translations = try Gaps().translations
        let german = try #require(LanguageTag("de"))

        #expect(!translations.has(german))
        #expect(translations.has(.french))
        #expect(translations.translator(for: german).language == .english)
        #expect(translations.languages == [.english, .french])
    }

    @Test("in pieces, a value that was not given is a place for markup")
    func pieces() throws {
        let t = try Gaps().translations.translator(for: .english)

        let pieces = t.pieces("a.order", ["first": .text("<b>")])

        #expect(pieces.map(\.text) == ["<b>", ", ", "second"])
        #expect(pieces.map(\.isPlaceholder) == [false, false, true])
    }

    @Test("a value can be another message")
    func nested() throws {
        let t = try Gaps().translations.translator(for: .french)

        #expect(
            t("a.order", ["first": .key("a.count"), "second": .key("a.order")]).hasSuffix(
                "a.count, {{second}}, {{first}}, {{second}}"
            )
        )
    }
}

/// Two catalogues; the French one lacks two messages, and remembers when somebody asks for them.
private struct Gaps {
    let translations: Translations
    private let reports: Reports

    var reported: [String] { reports.all.withLock(\.self) }

    private final class Reports: Sendable {
        let all = Mutex<[String]>([])
    }

    init() throws {
        let reports = Reports()
        self.reports = reports
        let english = try Catalogue(
            language: .english,
            texts: [
                "a.order": "{{first}}, {{second}}", "a.count_one": "one", "a.count_other": "many",
                "a.english": "only here", "a.englishCount_one": "{{count}} thing",
                "a.englishCount_other": "{{count}} things", "number.groupFrom": "1000",
            ]
        )
        let french = try Catalogue(
            language: .french,
            texts: [
                "a.order": "{{second}}, {{first}}, {{second}}", "a.count_one": "un",
                "a.count_many": "de plusieurs", "a.count_other": "plusieurs",
                "number.groupFrom": "1000",
            ]
        )
        translations = try Translations(catalogues: [french, english]) { key, language in
            reports.all.withLock { $0.append("\(key) \(language)") }
        }
    }
}
