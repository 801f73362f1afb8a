package import Localization

/// The steps of a longer task, and which one this is.
package struct Stepper: Component {
    private let steps: [String]
    private let current: Int
    private let t: Translator

    /// `current` counts from zero; one past the last means that all are done.
    package init(steps: [String], current: Int, t: Translator) {
        self.steps = steps
        self.current = current
        self.t = t
    }

    package var html: HTML {
        """
        <ol class="stepper" aria-label="\(t("stepper.label"))">\
        \(steps.enumerated().map { step($0.offset, $0.element) })</ol>
        """
    }

    /// What is done is said in words as well, not by its colour alone.
    private func step(_ index: Int, _ name: String) -> HTML {
        let done: HTML = """
             <span class="visually-hidden">(\(t("stepper.done")))</span>
            """
        let state: HTML =
            if index < current {
                " class=\"done\""
            } else if index == current {
                " aria-current=\"step\""
            } else {
                .empty
            }
        return """
            <li\(state)><span>\(name)\(done, when: index < current)</span></li>
            """
    }
}
