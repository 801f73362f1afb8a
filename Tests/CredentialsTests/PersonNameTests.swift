import Kernel
import Testing

@testable import Credentials

/// Goal: everybody can say what they are called, and nobody can put an advertisement in a name.
///
/// Method: names as people have them, in many scripts; and what was seen in floods of registrations.
@Suite("Names of people")
struct PersonNameTests {
    @Test(
        "what people are called is taken as it is",
        arguments: [
            "Ada", "Ada Lovelace", "J. R. R. Tolkien", "J.R.R. Tolkien", "Łukasz Żółć", "Ö",
            "Jean-Luc d’Aubigné", "Sinéad O'Connor", "Gal·la Ferrer", "Nguyễn Thị Minh Khai",
            "Ἀλέξανδρος Παπαδόπουλος", "Тодор Живков", "Ольга Ӂук", "محمد بن سلمان",
            "علی\u{200C}رضا", "ශ්\u{200D}රී ලංකා", "अमिताभ बच्चन", "王小明", "ジョン・スミス", "김연아",
            "ჰერა", "Անի", "צה״ל כהן", "Maria das Dores, Jr.", "John 3rd", "Ada (she)", "‘Okina",
            "Māori Te Ōriwa", "X Æ A-12", "Ph.D. Ada",
        ]
    )
    func taken(name: String) throws {
        #expect(try PersonName(typed: name).text == NormalForm.canonical(name))
    }

    @Test(
        "what cannot be seen is left out, and spaces are one",
        arguments: [
            ("  Ada\t Lovelace ", "Ada Lovelace"), ("Ada\u{202E}ecalevoL", "AdaecalevoL"),
            ("A\u{200B}d\u{FEFF}a", "Ada"), ("Ada\u{E0041}\u{E0044}\u{E007F}", "Ada"),
            ("\u{2066}Ada\u{2069}", "Ada"), ("\u{200F}Ada\u{200E}", "Ada"), ("A\u{AD}da", "Ada"),
            ("A\u{200D}da", "Ada"), ("Ada\u{FE0F}", "Ada"), ("Ada\u{3164}", "Ada"),
            ("Ada\u{0}\r\nBcc: x", nil), ("Ada\u{2028}Lovelace", "Ada Lovelace"),
            ("\u{2800}Ada\u{A0}\u{3000}L", "Ada L"),
        ] as [(String, String?)]
    )
    func cleaned(typed: String, name: String?) {
        #expect((try? PersonName(typed: typed))?.text == name)
    }

    @Test(
        "what sells something is refused, and says why",
        arguments: [
            ("", .empty), ("   ", .empty), ("\u{200B}\u{202E}", .empty), ("42", .empty),
            ("https://evil.example", .sign), ("evil.example", .stop), ("Win at t.co now", .stop),
            ("EVIL.COM", .stop), ("пример.рф", .stop), ("例え.テスト", .stop), ("a.b.co", .stop),
            (".com", .stop), ("Dr.Smith", .stop), ("evil。example", .sign),
            ("evil．example", .sign), ("evil․example", .sign), ("www.evil", .stop),
            ("ada@example", .sign), ("Ada/Bcc: eve", .sign), ("Call +44 20 7946", .sign),
            ("Call 020 7946", .number), ("Call ٠٢٠٧٩٤٦", .number), ("Call ०२०७९", .number),
            ("Call ①②③④⑤", .sign), ("Ada 🎉", .sign), ("Ada 👩\u{200D}💻", .sign), ("🇬🇧 Ada", .sign),
            ("Ada 1\u{FE0F}\u{20E3}", .sign), ("Ada ☎", .sign), ("Ada $", .sign), ("Ada €", .sign),
            ("Ada\u{E000}", .sign), ("<b>Ada</b>", .sign), ("Ada#now", .sign), ("Ada!", .sign),
            ("A" + String(repeating: "\u{301}\u{302}", count: 5), .sign),
            ("\u{301}Ada", .sign), (String(repeating: "a", count: 101), .tooLong),
            (String(repeating: "a", count: 10_000_000), .tooLong),
        ] as [(String, PersonName.Flaw)]
    )
    func refused(typed: String, flaw: PersonName.Flaw) {
        #expect(throws: flaw) { try PersonName(typed: typed) }
    }
}
