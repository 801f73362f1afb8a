import Kernel
import Localization
import Testing

/// Goal: a text's language is called as its speakers call it, whatever the program speaks.
@Suite("Names of languages")
struct LanguageNameTests {
    @Test(
        "those of the program come from its catalogues, those of the Union from a list, others are their tag"
    )
    func names() throws {
        let translations = try CatalogueTests.load()

        for catalogue in translations.all {
            let own = translations.translator(for: catalogue.language)("language.name")
            #expect(translations.name(of: catalogue.language) == own)
        }
        for (tag, name) in [
            ("de", "Deutsch"), ("ga", "Gaeilge"), ("el", "Ελληνικά"), ("tlh", "tlh"),
        ] {
            let language = try #require(LanguageTag(tag))
            #expect(translations.name(of: language) == name)
        }
    }
}
