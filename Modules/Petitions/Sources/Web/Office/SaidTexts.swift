import Kernel
import Localization
import Markup
import Spaces
import Web

/// What an institution says in its languages, as somebody types it: in the first of them at least.
struct SaidTexts: Sendable {
    private let name: String
    private let languages: [LanguageTag]
    private let typed: [LanguageTag: String]

    /// As a form sends it: a field for each language.
    init(_ data: FormData, named name: String, in languages: [LanguageTag]) {
        self.name = name
        self.languages = languages
        typed = Dictionary(
            languages.map { ($0, data[Self.field(name, $0)]) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// As it is stored.
    init(_ texts: [String: String], named name: String, in languages: [LanguageTag]) {
        self.name = name
        self.languages = languages
        typed = Dictionary(
            languages.map { ($0, texts[$0.text] ?? "") },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// By language, without those in which nothing is said; what stands in languages that are not asked for stays.
    func texts(keeping before: [String: String] = [:]) -> [String: String] {
        var texts = before
        for (language, text) in typed { texts[language.text] = text.isEmpty ? nil : text }
        return texts
    }

    /// Whether nothing is said in any language.
    var isEmpty: Bool { typed.values.allSatisfy(\.isEmpty) }

    /// What is missing or too long stands beside its field; once anything is said it is said in the first
    /// language.
    func check(isRequired: Bool, maximum: Int, _ problems: inout Typed, _ t: Translator) {
        for (index, language) in languages.enumerated() {
            let text = typed[language] ?? ""
            let isFirst = index == 0
            if text.isEmpty, isFirst, isRequired || !isEmpty {
                problems.refuse(Self.field(name, language), t("petitions.office.text.missing"))
            } else if text.count > maximum {
                problems.refuse(
                    Self.field(name, language),
                    t("petitions.office.text.long", ["count": .number(maximum)])
                )
            }
        }
    }

    /// Text areas, or one line each, with the name of the language where there are several.
    func fields(
        _ label: String,
        hint: String = "",
        maximum: Int,
        isRequired: Bool,
        isLine: Bool = false,
        _ problems: Typed,
        in visitor: VisitorContext,
        _ pages: PageBuilder
    ) -> HTML {
        let fields = languages.enumerated().map { index, language -> HTML in
            let named =
                languages.count == 1
                ? label
                : visitor.t(
                    "petitions.office.text.in",
                    [
                        "label": .text(label),
                        "language": .text(pages.translations.name(of: language)),
                    ]
                )
            let frame = FieldFrame(
                name: Self.field(name, language),
                label: named,
                hint: index == 0 ? "\(hint)" : .empty,
                problem: problems.problem(Self.field(name, language))
            )
            let text = typed[language] ?? ""
            let isNeeded = isRequired && index == 0
            guard !isLine else {
                return TextField(
                    frame,
                    value: text,
                    autocomplete: "off",
                    maximum: maximum,
                    isRequired: isNeeded
                ).html
            }
            return TextArea(
                frame,
                value: text,
                maximum: maximum,
                rows: 4,
                isRequired: isNeeded,
                t: visitor.t
            ).html
        }
        return "\(fields)"
    }

    /// The name of the first field, beside which stands what is wrong with all of it.
    static func first(of name: String, in visitor: VisitorContext) -> String {
        field(name, visitor.tenant.defaultLanguage)
    }

    private static func field(_ name: String, _ language: LanguageTag) -> String {
        name + "-" + language.text.lowercased()
    }
}
