import Kernel
import Localization
import Markup

/// How far an initiative has come: the people on the square, and the states that must join.
struct ProgressPanel: Component {
    let progress: Progress
    /// Nil when nobody can sign now.
    let daysLeft: Int?
    let t: Translator

    var html: HTML {
        """
        <section class="standing" aria-labelledby="standing-title">
        <h2 class="visually-hidden" id="standing-title">\(t("initiatives.progress.heading"))</h2>
        <p class="count"><strong>\(t.number(progress.total))</strong> \
        <span>\(t("initiatives.progress.ofGoal", ["goal": .number(Progress.goal)]))</span></p>
        \(CrowdSquare(label: totalLabel, value: progress.total, goal: Progress.goal))
        <p class="meta key">\(t("initiatives.progress.dot"))</p>
        <dl class="figures">
        <div><dt>\(t("initiatives.progress.ofStates", ["needed": .number(Progress.statesNeeded)]))</dt>
        <dd>\(t.number(progress.statesReached))</dd></div>
        \(timeLeft)
        </dl>
        <h3>\(t("initiatives.progress.nearest"))</h3>
        \(Stones(nearest, t: t))
        </section>
        """
    }

    private var timeLeft: HTML {
        guard let daysLeft else { return .empty }
        return """
            <div><dt>\(t("initiatives.progress.daysLeft"))</dt>
            <dd>\(t.number(daysLeft))</dd></div>
            """
    }

    /// The seven states that are furthest, because seven must reach their minimum.
    private var nearest: [Stones.Stone] {
        progress.states
            .map { state in
                Stones.Stone(
                    code: state.code,
                    name: t(MessageKey("country", state.code)),
                    share: ProgressBar.share(state.count, of: state.threshold)
                )
            }
            .sorted { ($1.share, $0.code) < ($0.share, $1.code) }
            .prefix(Progress.statesNeeded)
            .map(\.self)
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

/// Each state against its minimum, as a map and as a table.
struct StatesSection: Component {
    let progress: Progress
    let map: EuropeMap
    let t: Translator

    var html: HTML {
        """
        <section><h2>\(t("initiatives.progress.title"))</h2>
        \(ChoroplethMap(
            map, states: mapStates, title: t("initiatives.progress.map"), summary: caption, t: t))
        <details class="figures-table"><summary>\(t("chart.table"))</summary>
        <div class="states">\(table)</div></details></section>
        """
    }

    private var caption: String {
        t(
            "initiatives.progress.caption",
            [
                "count": .number(progress.statesReached),
                "needed": .number(Progress.statesNeeded),
            ]
        )
    }

    private var mapStates: [ChoroplethMap.State] {
        progress.states.map { state in
            ChoroplethMap.State(
                code: state.code,
                text: t(
                    "initiatives.progress.mapState",
                    [
                        "state": .key(MessageKey("country", state.code)),
                        "number": .number(state.count), "minimum": .number(state.threshold),
                    ]
                ),
                share: ProgressBar.share(state.count, of: state.threshold)
            )
        }
    }

    private var table: DataTable {
        DataTable(
            caption: HTML(escaping: caption),
            columns: [
                .init(t("initiatives.progress.state")),
                .init(t("initiatives.progress.statements"), isNumber: true),
                .init(t("initiatives.progress.minimum"), isNumber: true),
                .init(t("initiatives.progress.share")),
            ],
            rows: rows.map(row)
        )
    }

    /// States in the order of their names in the reader's language, as far as code points know it.
    private var rows: [(state: Progress.State, name: String)] {
        progress.states
            .map { ($0, t(MessageKey("country", $0.code))) }
            .sorted { Folding.fold($0.1) < Folding.fold($1.1) }
    }

    private func row(_ entry: (state: Progress.State, name: String)) -> DataTable.Row {
        let (state, name) = entry
        let percent = t.percent(ProgressBar.share(state.count, of: state.threshold))
        let bar = ProgressBar(caption: percent, value: state.count, goal: state.threshold)
        return DataTable.Row(
            [
                HTML(escaping: name), HTML(escaping: t.number(state.count)),
                HTML(escaping: t.number(state.threshold)), bar.html,
            ],
            isMarked: state.isReached
        )
    }
}
