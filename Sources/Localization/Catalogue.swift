package import Kernel

/// All messages of one language: flat keys in the form of i18next JSON v4.
///
/// Plural forms are keys with a category of CLDR behind an underscore: `…signatures_one`.
package struct Catalogue: Sendable {
    package let language: LanguageTag
    private let messages: [String: Message]
    private let plurals: [String: [PluralCategory: Message]]
    /// How the language writes numbers, as far as the catalogue says it.
    let numbers: NumberWords

    /// Throws for a malformed placeholder, and when plural forms of one message are incomplete.
    package init(language: LanguageTag, texts: [String: String]) throws(CatalogueError) {
        var messages: [String: Message] = [:]
        var plurals: [String: [PluralCategory: Message]] = [:]
        for (key, text) in texts {
            let message = try Message(text, key: key)
            if let (stem, category) = Self.plural(key) {
                plurals[stem, default: [:]][category] = message
            } else {
                messages[key] = message
            }
        }
        for (key, forms) in plurals {
            let wanted = PluralRule(language: language).categories
            guard Set(forms.keys) == wanted else { throw .pluralForms(key: key) }
            guard messages[key] == nil else { throw .duplicate(key: key) }
        }
        self.language = language
        self.messages = messages
        numbers = NumberWords(texts)
        self.plurals = plurals
    }

    /// Every key without its plural suffix.
    package var keys: Set<String> { Set(messages.keys).union(plurals.keys) }

    /// The names of the values that a message takes, in any of its plural forms.
    package func placeholders(of key: String) -> Set<String> {
        var names = messages[key]?.placeholders ?? []
        for form in plurals[key, default: [:]].values { names.formUnion(form.placeholders) }
        return names
    }

    func message(_ key: MessageKey, count: Int?) -> Message? {
        if let count, let forms = plurals[key.text] {
            return forms[PluralRule(language: language).category(of: count)] ?? forms[.other]
        }
        return messages[key.text]
    }

    /// The stem and category of `…_one`; nil for a key without a category behind it.
    package static func plural(_ key: String) -> (stem: String, category: PluralCategory)? {
        guard let underscore = key.lastIndex(of: "_") else { return nil }
        let suffix = String(key[key.index(after: underscore)...])
        guard let category = PluralCategory(rawValue: suffix) else { return nil }
        return (String(key[..<underscore]), category)
    }
}

/// What is wrong with a catalogue; found at start, never by a visitor.
package enum CatalogueError: Error, Equatable {
    case malformed(key: String)
    case pluralForms(key: String)
    case duplicate(key: String)
    /// A language is offered without a catalogue of its own.
    case missing(language: String)
}
