/// What every control of a form has: a name, a label, a hint, and what is wrong with it.
package struct FieldFrame: Sendable {
    package let name: String
    package let label: String
    /// Why it is asked and what it looks like; read together with the label.
    package let hint: HTML
    package let problem: String?
    /// The `id` of something else on the page that explains the control.
    package let description: String?

    package init(
        name: String,
        label: String,
        hint: HTML = .empty,
        problem: String? = nil,
        description: String? = nil
    ) {
        self.description = description
        self.name = name
        self.label = label
        self.hint = hint
        self.problem = problem
    }

    package var id: String { "field-" + name }

    /// `aria-describedby` and `aria-invalid`, when there is something to say.
    var attributes: HTML {
        var ids: [String] = []
        if !hint.isEmpty { ids.append(id + "-hint") }
        if problem != nil { ids.append(id + "-error") }
        if let description { ids.append(description) }
        guard !ids.isEmpty else { return .empty }
        let invalid: HTML = problem == nil ? .empty : " aria-invalid=\"true\""
        return """
             aria-describedby="\(ids.joined(separator: " "))"\(invalid)
            """
    }

    var notes: HTML {
        let hintText: HTML = """
            <span class="hint" id="\(id)-hint">\(hint)</span>
            """
        let problemText: HTML = """
            <span class="error" id="\(id)-error">\(problem ?? "")</span>
            """
        return "\(hintText, when: !hint.isEmpty)\(problemText, when: problem != nil)"
    }

    func wrap(_ control: HTML) -> HTML {
        """
        <div class="field\(" field-invalid", when: problem != nil)">
        <label for="\(id)">\(label)</label>
        \(notes)\(control)
        </div>

        """
    }
}

/// One line of text.
package struct TextField: Component {
    private let frame: FieldFrame
    private let value: String
    private let autocomplete: String
    private let inputMode: String
    private let maximum: Int
    private let isRequired: Bool
    private let width: String

    /// `maximum` is in characters; `width` is a class of the style sheet: `short`, `medium`, `full`.
    package init(
        _ frame: FieldFrame,
        value: String,
        autocomplete: String,
        inputMode: String = "text",
        maximum: Int,
        isRequired: Bool,
        width: String = "full"
    ) {
        self.frame = frame
        self.value = value
        self.autocomplete = autocomplete
        self.inputMode = inputMode
        self.maximum = maximum
        self.isRequired = isRequired
        self.width = width
    }

    package var html: HTML {
        frame.wrap(
            """
            <input class="\(width)" id="\(frame.id)" name="\(frame.name)" type="text" \
            value="\(value)" maxlength="\(maximum)" autocomplete="\(autocomplete)" \
            inputmode="\(inputMode)" spellcheck="false" dir="auto"\
            \(attribute: "required", when: isRequired)\(frame.attributes)>
            """
        )
    }
}

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

/// One thing to agree to.
package struct CheckboxField: Component {
    private let frame: FieldFrame
    private let isChecked: Bool

    package init(_ frame: FieldFrame, isChecked: Bool) {
        self.frame = frame
        self.isChecked = isChecked
    }

    package var html: HTML {
        """
        <label class="choice"><input type="checkbox" id="\(frame.id)" name="\(frame.name)" \
        value="yes"\(attribute: "checked", when: isChecked)\(frame.attributes)>\
        <span>\(frame.label)\(frame.notes)</span></label>

        """
    }
}
