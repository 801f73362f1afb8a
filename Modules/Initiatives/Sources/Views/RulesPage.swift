import Kernel
import Localization
import Markup
import Spaces
import Text
import Web

/// The rules that hold for every initiative, and what each state asks: said once, linked by all.
struct RulesPage: Component {
    let memberStates: MemberStates
    let today: CivilDate
    let visitor: VisitorContext

    /// The regulation in the Official Journal, by its European legislation identifier.
    private static let law = "https://eur-lex.europa.eu/eli/reg/2019/788/oj"

    private var t: Translator { visitor.t }

    var html: HTML {
        let list = NavigationLink(path: visitor.spacePath(), label: visitor.listTitle)
        return """
            \(Breadcrumb(above: [list], current: t("initiatives.rules.short"), t: t))
            <h1>\(t("initiatives.page.rules"))</h1>
            <p class="lead">\(t("initiatives.rules.lead"))</p>
            <div class="rules">
            <section><h2>\(t("initiatives.rules.law"))</h2>
            \(rules)
            <p>\(source)</p>
            <h3>\(t("initiatives.rules.workflow"))</h3>
            \(WorkflowRules(of: Initiative.workflow, for: visitor))</section>
            <section><h2>\(t("initiatives.rules.states"))</h2>
            \(table)</section>
            </div>
            """
    }

    /// The law in one sentence for each rule, in the order in which they matter.
    private var rules: HTML {
        let names = ["million", "states", "minimum", "period", "once", "answer"]
        let items = names.map { name -> HTML in
            "<li>\(t(MessageKey("initiatives.rule", name)))</li>"
        }
        return "<ol class=\"prose steps\">\(items)</ol>"
    }

    private var source: HTML {
        Path(web: Self.law).map { path in
            """
            <a href="\(url: path)" rel="noreferrer">\(t("initiatives.rules.source"))</a>
            """
        } ?? .empty
    }

    /// What holds for an initiative that is registered today, state by state.
    private var table: DataTable {
        let named = memberStates.all
            .map { ($0, t(MessageKey("country", $0.code))) }
            .sorted { Folding.fold($0.1) < Folding.fold($1.1) }
        return DataTable(
            caption: HTML(escaping: t("initiatives.rules.caption", ["date": .date(today)])),
            columns: [
                .init(t("initiatives.progress.state")),
                .init(t("initiatives.progress.minimum"), isNumber: true),
                .init(t("initiatives.rules.age"), isNumber: true),
                .init(t("initiatives.rules.asks")),
            ],
            rows: named.map { row($0, $1) }
        )
    }

    private func row(_ state: MemberState, _ name: String) -> DataTable.Row {
        let part = state.form == .residence ? "residence" : "number"
        return DataTable.Row([
            HTML(escaping: name),
            HTML(escaping: t.number(state.threshold(registeredOn: today) ?? 0)),
            HTML(escaping: t.number(state.minimumAge(on: today))),
            HTML(escaping: t(MessageKey("initiatives.rules.asks", part))),
        ])
    }
}
