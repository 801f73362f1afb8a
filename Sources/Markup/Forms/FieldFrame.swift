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
    package var attributes: HTML { attributes(and: nil) }

    /// The same, with one more text that explains the control.
    func attributes(and more: String?) -> HTML {
        var ids: [String] = []
        if !hint.isEmpty { ids.append(id + "-hint") }
        if problem != nil { ids.append(id + "-error") }
        ids += [description, more].compactMap(\.self)
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

    package func wrap(_ control: HTML) -> HTML {
        """
        <div class="field\(" field-invalid", when: problem != nil)">
        <label for="\(id)">\(label)</label>
        \(notes)\(control)
        </div>

        """
    }
}
