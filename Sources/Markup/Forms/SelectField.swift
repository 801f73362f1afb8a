/// One of several values.
package struct SelectField: Component {
    package struct Choice: Sendable {
        package let value: String
        package let label: String
        /// The language of the label when it is not the page's.
        package let language: String?

        package init(value: String, label: String, language: String? = nil) {
            self.value = value
            self.label = label
            self.language = language
        }
    }

    private let frame: FieldFrame
    private let choices: [Choice]
    private let selected: String
    private let placeholder: String?
    private let autocomplete: String
    private let submitName: String

    /// The placeholder is a first choice with an empty value; `submitName` is the name under which
    /// the value is sent, when it differs from the frame's.
    package init(
        _ frame: FieldFrame,
        choices: [Choice],
        selected: String,
        placeholder: String? = nil,
        autocomplete: String = "off",
        submitName: String? = nil
    ) {
        self.frame = frame
        self.choices = choices
        self.selected = selected
        self.placeholder = placeholder
        self.autocomplete = autocomplete
        self.submitName = submitName ?? frame.name
    }

    package var html: HTML {
        let first: HTML = """
            <option value="">\(placeholder ?? "")</option>
            """
        return frame.wrap(
            """
            <select id="\(frame.id)" name="\(submitName)" autocomplete="\(autocomplete)"\
            \(attribute: "required", when: placeholder != nil)\(frame.attributes)>
            \(first, when: placeholder != nil)\(choices.map(option))
            </select>
            """
        )
    }

    private func option(_ choice: Choice) -> HTML {
        let language: HTML = choice.language.map { " lang=\"\($0)\"" } ?? .empty
        return """
            <option value="\(choice.value)"\(language)\
            \(attribute: "selected", when: choice.value == selected)>\(choice.label)</option>
            """
    }
}
