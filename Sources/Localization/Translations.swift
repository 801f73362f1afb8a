package import Kernel

/// The catalogues of every language, and who reads which.
package struct Translations: Sendable {
    private let catalogues: [LanguageTag: Catalogue]
    private let english: Catalogue
    private let report: @Sendable (MessageKey, LanguageTag) -> Void

    /// Throws when there is no English catalogue, the fallback of all others.
    package init(
        catalogues: [Catalogue],
        report: @escaping @Sendable (MessageKey, LanguageTag) -> Void = { _, _ in }
    ) throws(CatalogueError) {
        var byLanguage: [LanguageTag: Catalogue] = [:]
        for catalogue in catalogues { byLanguage[catalogue.language] = catalogue }
        guard let english = byLanguage[.english] else { throw .missing(language: "en") }
        self.catalogues = byLanguage
        self.english = english
        self.report = report
    }

    package var languages: [LanguageTag] { catalogues.keys.sorted() }

    package func has(_ language: LanguageTag) -> Bool { catalogues[language] != nil }

    package func translator(for language: LanguageTag) -> Translator {
        Translator(
            catalogue: catalogues[language] ?? english,
            fallback: english,
            report: report
        )
    }

    /// Every catalogue, for the tests that compare them.
    package var all: [Catalogue] { catalogues.values.sorted { $0.language < $1.language } }
}
