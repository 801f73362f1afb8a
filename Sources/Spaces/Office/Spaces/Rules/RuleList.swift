import Kernel
import Localization
import Markup
import Web

/// The steps and the states of one workflow in the reader's words, with what an institution has made of each.
struct RuleList: Component {
    /// As the module declares it.
    private let workflow: Workflow
    /// As it is in the space.
    private let changed: Workflow
    private let space: Space
    /// Where the rules of the space stand.
    private let path: Path
    private let visitor: VisitorContext

    init(workflow: Workflow, space: Space, path: Path, visitor: VisitorContext) {
        self.workflow = workflow
        changed = workflow.changed(in: space)
        self.space = space
        self.path = path
        self.visitor = visitor
    }

    private var t: Translator { visitor.t }

    var html: HTML {
        let steps = DataTable(
            caption: "\(t("office.rules.steps"))",
            columns: [
                .init(t("audit.field.step")), .init(t("office.rules.column.way")),
                .init(t("office.rules.column.who")), .init(t("office.rules.column.deadline")),
                .init(t("office.rules.column.since")),
            ],
            rows: workflow.steps.map { row($0) }
        )
        let states = DataTable(
            caption: "\(t("office.rules.states"))",
            columns: [
                .init(t("audit.field.state")), .init(t("office.rules.column.since")),
            ],
            rows: workflow.states.map { row($0) }
        )
        return "\(steps)\(states)"
    }

    private func row(_ declared: Workflow.Step) -> DataTable.Row {
        let step = changed.step(declared.name)
        let shown = step ?? declared
        let from = workflow.states.filter(declared.from.contains)
            .map { changed.name(of: $0, t) }.joined(separator: ", ")
        let way = t(
            "office.rules.way",
            ["from": .text(from), "to": .text(changed.name(of: declared.to, t))]
        )
        let out = Tag(t("office.rules.out"), kind: .neutral)
        return DataTable.Row([
            "\(link(changed.name(of: shown, t), .step, declared.name)) \(out.html, when: step == nil)",
            "\(way)", "\(who(shown))", "\(deadline(shown))", since(.step, declared.name),
        ])
    }

    private func row(_ state: Workflow.State) -> DataTable.Row {
        DataTable.Row([
            link(changed.name(of: state, t), .state, state.rawValue),
            since(.state, state.rawValue),
        ])
    }

    private func link(_ words: String, _ part: SpaceRule.Part, _ name: String) -> HTML {
        let place = path.appending(workflow.kind.name, part.rawValue, name)
        return "<a href=\"\(url: place)\">\(words)</a>"
    }

    /// Everybody who can take it, operators of the server apart: they are no choice of the institution's.
    private func who(_ step: Workflow.Step) -> String {
        var words: [String] = []
        if step.parties.contains(.author) { words.append(t("office.rule.party.author")) }
        if let roles = step.roles {
            words += Role.allCases.filter(roles.contains)
                .map { t(MessageKey("accounts.role", $0.rawValue)) }
        } else if !step.permissions.isEmpty {
            words.append(t("office.rules.staff"))
        }
        if step.parties.contains(.time) { words.append(t("office.rules.time")) }
        return words.joined(separator: ", ")
    }

    private func deadline(_ step: Workflow.Step) -> String {
        step.days.map { t("workflow.after.days", ["count": .number($0)]) } ?? ""
    }

    /// Since when it is another than the module declares.
    private func since(_ part: SpaceRule.Part, _ name: String) -> HTML {
        let place = SpaceRule.Place(workflow: workflow.kind, part: part, name: name)
        guard let rule = space.rules.last(about: place), !rule.terms.isStandard else {
            return "\(t("office.rules.standard"))"
        }
        let date = visitor.tenant.zone.date(at: rule.at)
        return "\(t("office.rules.changed", ["date": .date(date)]))"
    }
}
