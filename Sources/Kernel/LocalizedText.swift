/// A name in one language or several.
package struct LocalizedText: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// In the first language of the institution.
    package let standard: String
    /// In its other languages, as far as somebody has written them.
    package let others: [LanguageTag: String]

    package init(_ standard: String, others: [LanguageTag: String] = [:]) {
        self.standard = standard
        self.others = others
    }

    package init(stringLiteral value: String) { self.init(value) }

    /// The same, with its first language known: what was said in that one is the standard.
    func with(first language: LanguageTag) -> LocalizedText {
        guard let own = others[language] else { return self }
        return LocalizedText(own, others: others.filter { $0.key != language })
    }

    /// As it is written in any of its languages.
    package var all: Set<String> { Set([standard] + others.values) }

    /// In that language, or else in the first one.
    package func text(in language: LanguageTag) -> String { others[language] ?? standard }
}
