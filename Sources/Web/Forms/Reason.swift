import Kernel
package import Localization
package import Markup

/// Why something was done, in a field of its own: for everybody to read, where the form says nothing else.
package enum Reason {
    /// What is missing or too long stands beside the field.
    package static func check(
        _ reason: String,
        named name: String = "reason",
        _ typed: inout Typed,
        _ t: Translator
    ) {
        if reason.isEmpty {
            typed.refuse(name, t("form.reason.missing"))
        } else if reason.count > Limits.reasonCharacters {
            typed.refuse(name, t("form.reason.long", ["count": .number(Limits.reasonCharacters)]))
        }
    }

    /// `hint` says who reads it, where that is not everybody.
    package static func field(
        _ value: String,
        named name: String = "reason",
        hint: String? = nil,
        _ typed: Typed,
        _ t: Translator
    ) -> TextArea {
        TextArea(
            FieldFrame(
                name: name,
                label: t("form.reason"),
                hint: "\(hint ?? t("form.reason.hint"))",
                problem: typed.problem(name)
            ),
            value: value,
            maximum: Limits.reasonCharacters,
            rows: 3,
            isRequired: true,
            t: t
        )
    }
}
