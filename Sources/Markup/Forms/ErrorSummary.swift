package import Localization

/// What is wrong with one field, in the reader's words.
package struct FieldProblem: Sendable, Hashable {
    /// The `id` of the control to go to.
    package let field: String
    package let message: String

    package init(field: String, message: String) {
        self.field = field
        self.message = message
    }
}

/// The list of everything wrong with a form, on top of it, with the focus on it.
package struct ErrorSummary: Component {
    private let title: String
    private let problems: [FieldProblem]
    private let takesFocus: Bool

    /// Where a page only shows what a summary looks like, it must not take the focus.
    package init(problems: [FieldProblem], takesFocus: Bool = true, t: Translator) {
        self.takesFocus = takesFocus
        title = t("form.errors.title")
        self.problems = problems
    }

    package var html: HTML {
        guard !problems.isEmpty else { return .empty }
        return """
            <div class="error-summary" id="error-summary" role="alert" tabindex="-1" \
            aria-labelledby="error-summary-title"\(attribute: "autofocus", when: takesFocus)>
            <h2 id="error-summary-title">\(title)</h2>
            <ul>\(problems.map(item))</ul>
            </div>
            """
    }

    private func item(_ problem: FieldProblem) -> HTML {
        """
        <li><a href="#\(problem.field)">\(problem.message)</a></li>
        """
    }
}
