import Kernel
package import Localization
package import Markup
package import Web

/// A workflow as people read it: each state, what can follow it, who decides that and when.
///
/// Made from the same data that the engine follows, so it cannot say anything else.
package struct WorkflowRules: Component {
    private let workflow: Workflow
    private let t: Translator
    /// Since when it is so, and the way to what was before; empty where nothing was changed.
    private let since: HTML

    /// The words of states and steps stand below `words` in the module's catalogue: `….state.open`,
    /// `….step.close`.
    package init(_ workflow: Workflow, words: MessageGroup, t: Translator) {
        self.workflow = workflow.worded(words)
        self.t = t
        since = .empty
    }

    /// As it is in the space of a visitor now, in the institution's words where it has some, with since when, and
    /// the way to earlier rules.
    package init(of workflow: Workflow, for visitor: VisitorContext) {
        self.workflow = workflow.changed(in: visitor.space)
        t = visitor.t
        since = RuleHistory.since(workflow, visitor)
    }

    /// A workflow as it is shown, whatever holds now: as it was, or as it would be.
    init(shown workflow: Workflow, t: Translator) {
        self.workflow = workflow
        self.t = t
        since = .empty
    }

    package var html: HTML {
        "<ol class=\"prose workflow\">\(workflow.states.map(item))</ol>\(since)"
    }

    private func item(_ state: Workflow.State) -> HTML {
        let steps = workflow.steps.filter { $0.from.contains(state) }
        return """
            <li><strong>\(workflow.name(of: state, t))</strong>\
            \("<ul>\(steps.map(sentence))</ul>", when: !steps.isEmpty)</li>
            """
    }

    /// Who takes it is said where somebody may; what an operator notes, or staff in the operator's place, was
    /// decided by whom the step's own words name.
    private func sentence(_ step: Workflow.Step) -> HTML {
        let facts = (StepFacts(step, t).parties + [step.deadline.map(when)].compactMap(\.self))
            .joined(separator: ", ")
        let hint: HTML = "<span class=\"hint\">(\(facts))</span> "
        return """
            <li>\(workflow.name(of: step, t)) \(hint, when: !facts.isEmpty)\
            <strong class="next">\(workflow.name(of: step.to, t))</strong></li>
            """
    }

    private func when(_ deadline: Workflow.Deadline) -> String {
        switch deadline {
        case .days(let days): t("workflow.after.days", ["count": .number(days)])
        case .named(let name): workflow.words.map { t(MessageKey($0["deadline"], name)) } ?? name
        }
    }
}

/// What people are told of a step beside its name.
struct StepFacts {
    private let step: Workflow.Step
    private let t: Translator

    init(_ step: Workflow.Step, _ t: Translator) {
        self.step = step
        self.t = t
    }

    /// Who can take it, and whether staff give a reason.
    ///
    /// Nobody is named where somebody in the operator's place notes it, unless an institution has named roles.
    var parties: [String] {
        let isNoted = step.parties.contains(.operatorOfServer)
        let author = step.parties.contains(.author) ? [t("workflow.by.author")] : []
        let staff =
            step.permissions.isEmpty ? [] : [step.roles.map(names) ?? t("workflow.by.staff")]
        let reason = step.asksReason ? [t("workflow.reason")] : []
        return (isNoted && step.roles == nil ? [] : author + staff) + reason
    }

    private func names(_ roles: Set<Role>) -> String {
        let all = Role.allCases.filter(roles.contains)
            .map { t(MessageKey("accounts.role", $0.rawValue)) }
        return t("workflow.by.roles", ["roles": .text(all.joined(separator: ", "))])
    }
}
