package import Markup

extension Typed {
    /// A field of one line that no browser fills in by itself, with what is wrong with what was typed.
    ///
    /// `maximum` is in characters.
    package func line(
        _ name: String,
        _ label: String,
        _ value: String,
        hint: String = "",
        maximum: Int,
        isRequired: Bool = false
    ) -> TextField {
        TextField(
            FieldFrame(name: name, label: label, hint: "\(hint)", problem: problem(name)),
            value: value,
            autocomplete: "off",
            maximum: maximum,
            isRequired: isRequired
        )
    }
}
