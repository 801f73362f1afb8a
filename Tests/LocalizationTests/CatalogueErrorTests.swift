import Kernel
import Testing

@testable import Localization

/// Goal: a broken catalogue is found when the program starts, never by a visitor.
///
/// Method: catalogues with one mistake each.
@Suite("Mistakes in catalogues")
struct CatalogueErrorTests {
    @Test(
        "a placeholder that is not closed, or has no plain name, is refused",
        arguments: [
            "{{", "}}", "{{}}", "{{name", "name}}", "{{name}", "{{na me}}", "{{ name }}",
            "{{name}} }}", "{{{name}}}", "{{näme}}", "{{name1}}", "{{a{{b}}", "{{a-b}}", "{{a}}}}",
            "{{}}name}}", "{{a\0}}",
        ]
    )
    func malformed(text: String) {
        #expect(throws: CatalogueError.malformed(key: "a.b")) {
            try Catalogue(language: .english, texts: ["a.b": text])
        }
    }

    @Test(
        "braces alone and placeholders beside any text are well formed",
        arguments: [
            ("", []), ("{a} } {", []), ("{{a}}{{b}}", ["a", "b"]), ("{{a}} {{a}}", ["a"]),
            ("é{{A}}\u{301}", ["A"]), ("👩‍👩‍👧{{name}}!", ["name"]),
        ] as [(String, Set<String>)]
    )
    func wellFormed(text: String, names: Set<String>) throws {
        let catalogue = try Catalogue(language: .english, texts: ["a.b": text])

        #expect(catalogue.keys == ["a.b"])
        #expect(catalogue.placeholders(of: "a.b") == names)
        #expect(catalogue.placeholders(of: "a.c") == [])
    }

    @Test(
        "plural forms that a language lacks or does not have are refused",
        arguments: [
            (.english, ["one"]), (.english, ["other"]), (.english, ["one", "many", "other"]),
            (.french, ["one", "other"]), (.french, ["zero", "one", "many", "other"]),
        ] as [(LanguageTag, [String])]
    )
    func pluralForms(language: LanguageTag, forms: [String]) {
        let texts = Dictionary(uniqueKeysWithValues: forms.map { ("a.b_" + $0, "x") })

        #expect(throws: CatalogueError.pluralForms(key: "a.b")) {
            try Catalogue(language: language, texts: texts)
        }
    }

    @Test("a message that is plural and plain at once is refused")
    func duplicate() {
        #expect(throws: CatalogueError.duplicate(key: "a.b")) {
            try Catalogue(
                language: .english,
                texts: ["a.b": "x", "a.b_one": "x", "a.b_other": "x"]
            )
        }
    }

    @Test("complete forms are one key, with the values of all forms")
    func complete() throws {
        let catalogue = try Catalogue(
            language: .french,
            texts: ["a.b_one": "{{x}}", "a.b_many": "{{count}} de", "a.b_other": "{{count}}"]
        )

        #expect(catalogue.keys == ["a.b"])
        #expect(catalogue.placeholders(of: "a.b") == ["x", "count"])
    }

    @Test("an underscore without a category behind it is a part of the key")
    func underscore() throws {
        let catalogue = try Catalogue(language: .english, texts: ["a.b_first": "x"])

        #expect(catalogue.keys == ["a.b_first"])
        #expect(Catalogue.plural("a.b_") == nil)
        #expect(Catalogue.plural("a.b") == nil)
        #expect(Catalogue.plural("a_b_few")?.stem == "a_b")
    }

    @Test("without an English catalogue there is nothing to fall back to")
    func missing() throws {
        let french = try Catalogue(language: .french, texts: [:])

        #expect(throws: CatalogueError.missing(language: "en")) {
            try Translations(catalogues: [french])
        }
        #expect(throws: CatalogueError.missing(language: "en")) {
            try Translations(catalogues: [])
        }
    }
}
