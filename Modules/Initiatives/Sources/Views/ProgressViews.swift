import Kernel
import Localization
import Markup

/// The two goals in large figures, each with its bar.
struct ProgressFigures: Component {
    let progress: Progress
    let t: Translator

    var html: HTML {
        """
        \(ProgressBar(label: totalLabel, value: progress.total, goal: Progress.goal))
        <dl class="figures">
        <div><dt>\(t("initiatives.progress.ofGoal", ["goal": .number(Progress.goal)]))</dt>
        <dd>\(t.number(progress.total))</dd></div>
        <div><dt>\(t("initiatives.progress.ofStates", ["needed": .number(Progress.statesNeeded)]))</dt>
        <dd>\(t.number(progress.statesReached))</dd></div>
        </dl>
        """
    }

    private var totalLabel: String {
        t(
            "initiatives.progress.totalLabel",
            [
                "count": .number(progress.total),
                "share": .percent(ProgressBar.share(progress.total, of: Progress.goal)),
            ]
        )
    }
}

/// Each state against its minimum.
struct ProgressTable: Component {
    let progress: Progress
    let t: Translator

    var html: HTML {
        """
        <section><h2>\(t("initiatives.progress.title"))</h2>
        <table class="states" role="table">
        <caption>\(t("initiatives.progress.caption", [
            "count": .number(progress.statesReached),
            "needed": .number(Progress.statesNeeded),
        ]))</caption>
        <thead role="rowgroup"><tr role="row">
        <th scope="col" role="columnheader">\(t("initiatives.progress.state"))</th>
        <th scope="col" role="columnheader" class="number">\(t("initiatives.progress.statements"))</th>
        <th scope="col" role="columnheader" class="number">\(t("initiatives.progress.minimum"))</th>
        <th scope="col" role="columnheader">\(t("initiatives.progress.share"))</th>
        </tr></thead>
        <tbody role="rowgroup">\(rows.map(row))</tbody>
        </table></section>
        """
    }

    /// States in the order of their names in the reader's language, as far as code points know it.
    private var rows: [(state: Progress.State, name: String)] {
        progress.states
            .map { ($0, t(MessageKey("country", $0.code))) }
            .sorted { Folding.fold($0.1) < Folding.fold($1.1) }
    }

    private func row(_ entry: (state: Progress.State, name: String)) -> HTML {
        let (state, name) = entry
        let percent = t.percent(ProgressBar.share(state.count, of: state.threshold))
        return """
            <tr role="row"\(" class=\"reached\"", when: state.isReached)>
            <th scope="row" role="rowheader">\(name)</th>
            <td role="cell" class="number" data-label="\(t("initiatives.progress.statements"))">\
            \(t.number(state.count))</td>
            <td role="cell" class="number" data-label="\(t("initiatives.progress.minimum"))">\
            \(t.number(state.threshold))</td>
            <td role="cell">\
            \(ProgressBar(caption: percent, value: state.count, goal: state.threshold))</td></tr>

            """
    }
}
