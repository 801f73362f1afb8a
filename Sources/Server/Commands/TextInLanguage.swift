import ArgumentParser
import Kernel

/// What somebody types as `fr=Sénat`.
struct TextInLanguage: ExpressibleByArgument {
    let language: LanguageTag
    let text: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let language = LanguageTag(parts[0]) else { return nil }
        self.language = language
        text = String(parts[1])
    }
}

extension [TextInLanguage] {
    /// The last one said of each language.
    var byLanguage: [LanguageTag: String] {
        Dictionary(map { ($0.language, $0.text) }) { _, last in last }
    }
}
