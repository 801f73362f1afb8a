import Accounts
import Kernel
import Ledger
import Localization
import Markup
import Web

/// What came in streams to an initiative, and what was decided.
struct AnomaliesPage: Component {
    let found: InitiativeAnomalies
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        \(AnomalyWords.crumbs(to: t("initiatives.anomalies.title"), found, visitor))
        <h1>\(t("initiatives.anomalies.title"))</h1>
        \(Prose(t("initiatives.anomalies.text")))
        \(found.anomalies.isEmpty
            ? EmptyState(
                title: t("initiatives.anomalies.none"),
                text: t("initiatives.anomalies.none.text")).html
            : table.html)
        \(history, when: !found.decisions.isEmpty)
        """
    }

    private var table: DataTable {
        DataTable(
            caption: "\(t("initiatives.anomalies.caption"))",
            columns: [
                .init(t("initiatives.anomalies.number"), isNumber: true),
                .init(t("initiatives.anomalies.kind")),
                .init(t("initiatives.anomalies.day")),
                .init(t("initiatives.progress.statements"), isNumber: true),
                .init(t("initiatives.anomalies.states")),
                .init(t("initiatives.anomalies.counted")),
                .init(t("initiatives.anomalies.action"), isAction: true),
            ],
            rows: found.anomalies.map(row)
        )
    }

    private func row(_ anomaly: LedgerAnomaly) -> DataTable.Row {
        let words = AnomalyWords(anomaly, t)
        let path = visitor.spacePath(
            found.initiative.id.text,
            "anomalies",
            String(anomaly.number)
        )
        let counted: MessageKey =
            anomaly.isHeld ? "initiatives.anomalies.held" : "initiatives.anomalies.in"
        return DataTable.Row([
            "\(t.number(anomaly.number))", "\(words.kind)", "\(t.date(anomaly.day))",
            "\(t.number(anomaly.count))", "\(words.states)", "\(t(counted))",
            """
            <a href="\(url: path)">\(t("initiatives.anomalies.look"))\
            <span class="visually-hidden"> \(words.title)</span></a>
            """,
        ])
    }

    private var history: HTML {
        let items = found.decisions.map { decision -> HTML in
            let key: MessageKey =
                decision.isHeld
                ? "initiatives.anomalies.history.aside" : "initiatives.anomalies.history.back"
            let by =
                decision.decidedBy == nil
                ? HTML(escaping: t("initiatives.anomalies.history.nobody"))
                : found.deciders[decision.decidedBy].html(t)
            let words = t.markup(
                key,
                [
                    "by": by, "count": HTML(escaping: t.number(decision.count)),
                    "number": HTML(escaping: t.number(decision.anomaly)),
                ]
            )
            return """
                <li>\(t.date(decision.day)) – \(words)<br><q>\(decision.reason)</q></li>

                """
        }
        return """
            <section><h2>\(t("initiatives.anomalies.history"))</h2><ul>\(items)</ul></section>
            """
    }
}

/// What is said of an anomaly on every page.
struct AnomalyWords {
    private let anomaly: LedgerAnomaly
    private let t: Translator

    init(_ anomaly: LedgerAnomaly, _ t: Translator) {
        self.anomaly = anomaly
        self.t = t
    }

    var title: String {
        t("initiatives.anomaly.title", ["number": .number(anomaly.number)])
    }

    var kind: String { t(MessageKey("initiatives.anomaly.kind", anomaly.kind)) }

    /// The states that most came of first.
    var states: String {
        anomaly.sections.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\(t(MessageKey("country", $0.key))) \(t.number($0.value))" }
            .joined(separator: ", ")
    }

    static func crumbs(
        to current: String,
        _ found: InitiativeAnomalies,
        _ visitor: VisitorContext,
        list: Bool = false
    ) -> Breadcrumb {
        let (t, id) = (visitor.t, found.initiative.id)
        let above = [
            NavigationLink(path: visitor.spacePath(), label: visitor.listTitle),
            NavigationLink(
                path: visitor.spacePath(id.text),
                label: id.registrationNumber
            ),
        ]
        let anomalies = NavigationLink(
            path: visitor.spacePath(id.text, "anomalies"),
            label: t("initiatives.anomalies.title")
        )
        return Breadcrumb(above: above + (list ? [anomalies] : []), current: current, t: t)
    }
}
