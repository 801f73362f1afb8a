/// One thing that can be chosen in a group of radio buttons or boxes.
package struct FieldChoice: Sendable {
    package let value: String
    package let label: String
    /// What choosing it means; empty when the label says it.
    package let hint: String

    package init(value: String, label: String, hint: String = "") {
        self.value = value
        self.label = label
        self.hint = hint
    }
}

/// One of a few values, all of them in sight.
package struct RadioField: Component {
    private let frame: FieldFrame
    private let choices: [FieldChoice]
    private let selected: String?

    package init(_ frame: FieldFrame, choices: [FieldChoice], selected: String?) {
        self.frame = frame
        self.choices = choices
        self.selected = selected
    }

    package var html: HTML {
        ChoiceGroup(
            frame: frame,
            type: "radio",
            choices: choices,
            selected: Set([selected].compactMap(\.self))
        ).html
    }
}

/// Any of a few values.
package struct CheckboxesField: Component {
    private let frame: FieldFrame
    private let choices: [FieldChoice]
    private let selected: Set<String>

    package init(_ frame: FieldFrame, choices: [FieldChoice], selected: Set<String>) {
        self.frame = frame
        self.choices = choices
        self.selected = selected
    }

    package var html: HTML {
        ChoiceGroup(frame: frame, type: "checkbox", choices: choices, selected: selected).html
    }
}

/// What both kinds of groups share: the question is the legend, the first choice takes the focus
/// when the list of errors leads here.
private struct ChoiceGroup: Component {
    let frame: FieldFrame
    let type: String
    let choices: [FieldChoice]
    let selected: Set<String>

    var html: HTML {
        """
        <fieldset class="field" id="\(frame.id)" tabindex="-1"\(frame.attributes)>
        <legend>\(frame.label)</legend>
        \(frame.notes)
        \(choices.enumerated().map { item($0.offset, $0.element) })</fieldset>

        """
    }

    private func item(_ index: Int, _ choice: FieldChoice) -> HTML {
        let id = "\(frame.id)-\(index + 1)"
        let described: HTML = choice.hint.isEmpty ? .empty : " aria-describedby=\"\(id)-hint\""
        let hint: HTML = """
            <span class="hint" id="\(id)-hint">\(choice.hint)</span>
            """
        return """
            <div class="choice"><input type="\(type)" id="\(id)" name="\(frame.name)" \
            value="\(choice.value)"\(attribute: "checked", when: selected.contains(choice.value))\
            \(described)><label for="\(id)">\(choice.label)</label>\
            \(hint, when: !choice.hint.isEmpty)</div>

            """
    }
}
