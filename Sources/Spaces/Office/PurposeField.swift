import Kernel
import Localization
import Markup
import Web

/// What people can do in a space or at an institution, in one language.
struct PurposeField: Component {
    let language: LanguageTag
    /// The language by its own name.
    let name: String
    let value: String
    let typed: Typed
    let t: Translator

    var html: HTML {
        TextArea(
            FieldFrame(
                name: "purpose-\(language)",
                label: t("office.space.purpose", ["language": .text(name)]),
                hint: "\(t("office.space.purpose.hint"))",
                problem: typed.problem("purpose-\(language)")
            ),
            value: value,
            maximum: Limits.purposeCharacters,
            rows: 3,
            isRequired: false,
            t: t
        ).html
    }
}
