import Kernel
import Ledger
import Localization
import Markup
import Web

/// One stream: what it is, what the numbers are, what they would be, and the decision.
struct AnomalyPage: Component {
    let anomaly: LedgerAnomaly
    let found: InitiativeAnomalies
    let memberStates: MemberStates
    let typed: String
    let problem: String?
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var words: AnomalyWords { AnomalyWords(anomaly, t) }

    var title: String { words.title }

    var html: HTML {
        """
        \(ErrorSummary(problems: problems, t: t))
        \(AnomalyWords.crumbs(to: title, found, visitor, list: true))
        <h1>\(title)</h1>
        <p class="lead" lang="\(found.initiative.language)">\(found.initiative.title)</p>
        \(facts)
        <h2>\(t("initiatives.anomaly.preview"))</h2>
        \(preview)
        <h2>\(t(anomaly.isHeld ? "initiatives.anomaly.back" : "initiatives.anomaly.aside"))</h2>
        \(form)
        """
    }

    private var problems: [FieldProblem] {
        problem.map { [FieldProblem(field: "field-reason", message: $0)] } ?? []
    }

    private var facts: HTML {
        SummaryList([
            .init(t("initiatives.anomalies.kind"), value: "\(words.kind)"),
            .init(t("initiatives.anomalies.day"), value: "\(t.date(anomaly.day))"),
            .init(t("initiatives.progress.statements"), value: "\(t.number(anomaly.count))"),
            .init(
                t("initiatives.anomalies.counted"),
                value: """
                    \(t(anomaly.isHeld
                        ? "initiatives.anomalies.held" : "initiatives.anomalies.in"))
                    """
            ),
        ]).html
    }

    /// The whole and every state that changes, as they are and as they would be.
    private var preview: HTML {
        let now = found.progress(memberStates)
        let then = found.progress(memberStates, deciding: anomaly)
        let changed = zip(now.states, then.states).filter { $0.0.count != $0.1.count }
        let rows = changed.map { before, after in
            row(t(MessageKey("country", before.code)), before.count, after.count)
        }
        return DataTable(
            caption: "\(t("initiatives.anomaly.preview.caption"))",
            columns: [
                .init(t("initiatives.anomaly.preview.what")),
                .init(t("initiatives.anomaly.preview.now"), isNumber: true),
                .init(t("initiatives.anomaly.preview.then"), isNumber: true),
            ],
            rows: [
                row(t("initiatives.anomaly.preview.total"), now.total, then.total),
                row(
                    t("initiatives.anomaly.preview.reached"),
                    now.statesReached,
                    then.statesReached
                ),
            ] + rows
        ).html
    }

    private func row(_ name: String, _ before: Int, _ after: Int) -> DataTable.Row {
        DataTable.Row(["\(name)", "\(t.number(before))", "\(t.number(after))"])
    }

    private var form: HTML {
        let path = visitor.spacePath(
            found.initiative.id.text,
            "anomalies",
            String(anomaly.number),
            "decisions"
        )
        let step = anomaly.isHeld ? "back" : "aside"
        let reason = TextArea(
            FieldFrame(
                name: "reason",
                label: t("initiatives.anomaly.reason"),
                hint: "\(t("initiatives.anomaly.reason.hint"))",
                problem: problem
            ),
            value: typed,
            maximum: Limits.reasonCharacters,
            isRequired: true,
            t: t
        )
        return """
            <p>\(t(MessageKey("initiatives.anomaly", step + ".text")))</p>
            <form method="post" action="\(url: path)" novalidate>
            <input type="hidden" name="held" value="\(anomaly.isHeld ? "no" : "yes")">
            \(reason)
            <p>\(Button(t(MessageKey("initiatives.anomaly", step + ".button"))))</p>
            </form>
            """
    }
}
