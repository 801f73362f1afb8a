import Kernel
import Localization
import Markup
import Web

/// The fields of an initiative's texts in one language, each with how long the law lets it be.
struct TextFields: Component {
    let language: LanguageTag
    /// The language by its own name.
    let name: String
    let form: TextForm
    let isOriginal: Bool
    let typed: Typed
    let t: Translator

    var html: HTML {
        let title = TextField(
            frame(.title, hint: .empty),
            value: form.title,
            autocomplete: "off",
            // Longer than any limit, so that what was pasted is refused and not cut.
            maximum: Limits.initiativeTitleCharacters * 3,
            isRequired: isOriginal
        )
        return """
            \(title)\(area(.objectives, form.objectives, rows: 8))\(area(.annex, form.annex, rows: 6))
            """
    }

    private func area(_ part: InitiativeText.Part, _ value: String, rows: Int) -> TextArea {
        TextArea(
            frame(part, hint: "\(t("initiatives.office.text.unspaced"))"),
            value: value,
            maximum: part.most(isOriginal: isOriginal),
            countsSpaces: false,
            rows: rows,
            isRequired: isOriginal && part == .objectives,
            t: t
        )
    }

    private func frame(_ part: InitiativeText.Part, hint: HTML) -> FieldFrame {
        let field = "\(part.rawValue)-\(language)"
        let limit = t(
            "initiatives.office.text.title.hint",
            ["number": .number(part.most(isOriginal: isOriginal))]
        )
        return FieldFrame(
            name: field,
            label: t(
                MessageKey("initiatives.office.text", part.rawValue),
                ["language": .text(name)]
            ),
            hint: part == .title ? "\(limit)" : hint,
            problem: typed.problem(field)
        )
    }
}
