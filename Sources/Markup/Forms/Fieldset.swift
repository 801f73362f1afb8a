/// Several controls that belong to one question.
package struct Fieldset: Component {
    private let id: String
    private let legend: String
    private let hint: HTML
    private let content: HTML

    package init(id: String, legend: String, hint: HTML = .empty, content: HTML) {
        self.id = id
        self.legend = legend
        self.hint = hint
        self.content = content
    }

    package var html: HTML {
        let described: HTML = hint.isEmpty ? .empty : " aria-describedby=\"\(id)-hint\""
        let hintText: HTML = """
            <span class="hint" id="\(id)-hint">\(hint)</span>
            """
        return """
            <fieldset class="group" id="\(id)"\(described)>
            <legend>\(legend)</legend>
            \(hintText, when: !hint.isEmpty)\(content)
            </fieldset>

            """
    }
}
