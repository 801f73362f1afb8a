package import Kernel

extension Translations {
    /// What a language calls itself; its tag for one that neither the program nor this list knows.
    ///
    /// Texts of people may be written in a language in which the program has no words.
    package func name(of language: LanguageTag) -> String {
        guard !has(language) else { return translator(for: language)("language.name") }
        return Self.ownNames[language.text] ?? language.text
    }

    /// The official languages of the Union (Regulation No 1, article 1), each as its speakers write it.
    private static let ownNames = [
        "bg": "Български", "cs": "Čeština", "da": "Dansk", "de": "Deutsch", "el": "Ελληνικά",
        "en": "English", "es": "Español", "et": "Eesti", "fi": "Suomi", "fr": "Français",
        "ga": "Gaeilge", "hr": "Hrvatski", "hu": "Magyar", "it": "Italiano", "lt": "Lietuvių",
        "lv": "Latviešu", "mt": "Malti", "nl": "Nederlands", "pl": "Polski", "pt": "Português",
        "ro": "Română", "sk": "Slovenčina", "sl": "Slovenščina", "sv": "Svenska",
    ]
}
