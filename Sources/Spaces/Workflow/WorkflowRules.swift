package import Localization
package import Markup

/// A workflow as people read it: each state, what can follow it, who decides that and when.
///
/// Made from the same data that the engine follows, so it cannot say anything else.
package struct WorkflowRules: Component {
    private let workflow: Workflow
    private let words: MessageGroup
    private let t: Translator

    /// The words of states and steps stand below `words` in the module's catalogue: `….state.open`,
    /// `….step.close`.
    package init(_ workflow: Workflow, words: MessageGroup, t: Translator) {
        self.workflow = workflow
        self.words = words
        self.t = t
    }

    package var html: HTML {
        "<ol class=\"prose workflow\">\(workflow.states.map(item))</ol>"
    }

    private func item(_ state: Workflow.State) -> HTML {
        let steps = workflow.steps.filter { $0.from.contains(state) }
        return """
            <li><strong>\(name(state))</strong>\
            \("<ul>\(steps.map(sentence))</ul>", when: !steps.isEmpty)</li>
            """
    }

    /// Who takes it is said where somebody may; what an operator notes, or staff in the operator's place, was
    /// decided by whom the step's own words name.
    private func sentence(_ step: Workflow.Step) -> HTML {
        let isNoted = step.parties.contains(.operatorOfServer)
        let parties =
            isNoted
            ? []
            : Set(step.parties.compactMap(Self.word)).sorted()
                .map { t(MessageKey("workflow.by", $0)) }
        let facts = (parties + [step.deadline.map(when)].compactMap(\.self))
            .joined(separator: ", ")
        let hint: HTML = "<span class=\"hint\">(\(facts))</span> "
        return """
            <li>\(t(MessageKey(words["step"], step.name))) \(hint, when: !facts.isEmpty)\
            <strong class="next">\(name(step.to))</strong></li>
            """
    }

    private func name(_ state: Workflow.State) -> String {
        t(MessageKey(words["state"], state.rawValue))
    }

    private func when(_ deadline: Workflow.Deadline) -> String {
        switch deadline {
        case .days(let days): t("workflow.after.days", ["count": .number(days)])
        case .named(let name): t(MessageKey(words["deadline"], name))
        }
    }

    private static func word(_ party: Workflow.Party) -> String? {
        switch party {
        case .author: "author"
        case .staff: "staff"
        case .operatorOfServer, .time: nil
        }
    }
}
