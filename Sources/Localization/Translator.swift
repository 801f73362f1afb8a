package import Kernel

/// The words, numbers and dates of one reader.
///
/// A message that its language lacks is read in the fallback, then shown as its key, and reported.
package struct Translator: Sendable {
    package let language: LanguageTag
    private let catalogue: Catalogue
    private let fallback: Catalogue
    private let report: @Sendable (MessageKey, LanguageTag) -> Void

    package init(
        catalogue: Catalogue,
        fallback: Catalogue,
        report: @escaping @Sendable (MessageKey, LanguageTag) -> Void
    ) {
        language = catalogue.language
        self.catalogue = catalogue
        self.fallback = fallback
        self.report = report
    }

    /// The message in the reader's language; `count` chooses its plural form.
    package func callAsFunction(_ key: MessageKey, _ values: MessageValues = [:]) -> String {
        var text = ""
        for part in parts(of: key, values) {
            switch part {
            case .text(let literal): text += literal
            case .value(let name): text += write(values[name], named: name)
            }
        }
        return text
    }

    /// The message in pieces, for callers that put markup in the place of a value.
    package func pieces(
        _ key: MessageKey,
        _ values: MessageValues
    ) -> [(text: String, isPlaceholder: Bool)] {
        parts(of: key, values).map { part in
            switch part {
            case .text(let literal): (literal, false)
            case .value(let name):
                values[name].map { (write($0, named: name), false) } ?? (name, true)
            }
        }
    }

    var numbers: NumberWords { catalogue.numbers }

    /// `ltr` or `rtl`.
    package var direction: String { self("language.direction") }

    private func parts(of key: MessageKey, _ values: MessageValues) -> [Message.Part] {
        let count: Int? =
            if case .number(let number) = values["count"] { number } else { nil }
        if let message = catalogue.message(key, count: count) { return message.parts }
        report(key, language)
        return fallback.message(key, count: count)?.parts ?? [.text(key.text)]
    }

    private func write(_ value: MessageValue?, named name: String) -> String {
        switch value {
        case .text(let text): text
        case .number(let number): self.number(number)
        case .percent(let hundredths): percent(hundredths)
        case .date(let date): self.date(date)
        case .key(let key): self(key)
        case nil: "{{\(name)}}"
        }
    }
}
