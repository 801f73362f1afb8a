import Kernel
import Testing

@testable import Localization

/// Goal: a reader gets the language that their browser asks for, whatever a browser writes.
///
/// Method: headers of RFC 9110, then headers of nobody.
@Suite("What a browser prefers")
struct LanguagePreferenceTests {
    @Test(
        "weights order the languages, and equal ones stay in the order of the header",
        arguments: [
            ("fr", "fr"), ("fr, en", "fr en"), ("en;q=0.5, fr", "fr en"),
            ("fr-BE, en;q=0.8, de;q=0.9", "fr-BE de en"), ("de;q=0.123, fr;q=0.124", "fr de"),
            ("a, de;q=1.000, fr;q=0.999", "de fr"), ("en ; q=0.1 , fr ; q=0.2", "fr en"),
            ("en;level=1;q=0.3,fr;q=0.4", "fr en"), ("en;q=0.1,de;q=0.1,fr;q=0.1", "en de fr"),
            ("es-419,pt-PT;q=0.9", "es-419 pt-PT"),
        ]
    )
    func order(header: String, tags: String) {
        #expect(ranges(of: header) == tags)
    }

    @Test("a weight of zero says no", arguments: ["en;q=0", "en;q=0.0", "en;q=0.000, fr;q=0"])
    func zero(header: String) {
        #expect(ranges(of: header).isEmpty)
    }

    @Test("the name of the weight may be in capitals, and tabs are white space")
    func anyCase() {
        #expect(ranges(of: "en;Q=0.1, fr;q=0.5") == "fr en")
        #expect(ranges(of: "en;\tq=0.1,\tfr;q=0.5") == "fr en")
    }

    @Test(
        "garbage names no language",
        arguments: [
            "", ",,,", ";;;", "*", "*;q=0.5", ";q=1", "<script>", "en_US", "\0", "e", "q=1",
            "en;q=abc", "en;q=2", "en;q=", "en;q=.", "en;q=-0.5", "en;q=0.+5", "../../etc/passwd",
            "français", "🇫🇷",
        ]
    )
    func garbage(header: String) {
        #expect(ranges(of: header).isEmpty)
        #expect(
            LanguagePreference(acceptLanguage: header).best(of: [.english, .french]) == nil
        )
    }

    @Test("no header, no preference")
    func none() {
        #expect(LanguagePreference(acceptLanguage: nil).ranges == [])
        #expect(LanguagePreference(acceptLanguage: nil).best(of: [.french]) == nil)
    }

    @Test("of a long header only the beginning is read")
    func long() {
        let many = Array(repeating: "de", count: 100_000).joined(separator: ",") + ",fr"
        let endless = String(repeating: "a", count: 1_000_000)

        #expect(LanguagePreference(acceptLanguage: many).ranges.count == 8)
        #expect(LanguagePreference(acceptLanguage: many).best(of: [.french]) == nil)
        #expect(LanguagePreference(acceptLanguage: endless).ranges == [])
    }

    @Test("the best is the exact one, else one of the same language, in the reader's order")
    func best() throws {
        let belgian = try #require(LanguageTag("fr-BE"))
        let reader = LanguagePreference(acceptLanguage: "FR-be, en;q=0.5")

        #expect(reader.best(of: [.english, .french, belgian]) == belgian)
        #expect(reader.best(of: [.english, .french]) == .french)
        #expect(reader.best(of: [.english]) == .english)
        #expect(reader.best(of: [try #require(LanguageTag("de"))]) == nil)
        #expect(reader.best(of: []) == nil)
    }

    private func ranges(of header: String) -> String {
        LanguagePreference(acceptLanguage: header).ranges.map(\.text).joined(separator: " ")
    }
}
