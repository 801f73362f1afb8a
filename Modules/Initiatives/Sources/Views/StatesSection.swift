import Kernel
import Localization
import Markup
import Text

/// Each state against its minimum: on a map, as the ones that are nearest, and as a table.
struct StatesSection: Component {
    private let progress: Progress
    private let map: EuropeMap
    private let outlines: Path
    /// What stands beside the map, below the states that are nearest.
    private let beside: HTML
    private let t: Translator
    /// In the order of their names in the reader's language, as far as code points know it.
    private let rows: [(state: Progress.State, name: String)]

    init(progress: Progress, map: EuropeMap, outlines: Path, beside: HTML, t: Translator) {
        self.progress = progress
        self.map = map
        self.outlines = outlines
        self.beside = beside
        self.t = t
        rows = progress.states
            .map { state in
                let name = t(MessageKey("country", state.code))
                return (state: state, name: name, place: Folding.fold(name))
            }
            .sorted { $0.place < $1.place }
            .map { ($0.state, $0.name) }
    }

    var html: HTML {
        """
        <section class="states-section"><h2>\(t("initiatives.progress.title"))</h2>
        <div class="halves">
        <div>\(ChoroplethMap(
            map, outlines: outlines, states: mapStates, title: t("initiatives.progress.map"),
            summary: caption, t: t))
        <details class="figures-table"><summary>\(t("chart.table"))</summary>
        <div class="states">\(table)</div></details></div>
        <div>\(reached, when: progress.statesReached > 0)\
        \(nearest, when: !progress.nearest.isEmpty)
        \(beside)</div>
        </div></section>
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

    /// By name, because a code is read by few.
    private var reached: HTML {
        let names = rows.filter { $0.state.isReached }.map { entry -> HTML in
            "<li>\(entry.name)</li>"
        }
        return """
            <h3>\(t("initiatives.progress.reached"))</h3>
            <ul class="reached-states">\(names)</ul>

            """
    }

    private var nearest: HTML {
        let stones = progress.nearest.map { state in
            Stones.Stone(
                code: state.code,
                name: t(MessageKey("country", state.code)),
                share: ProgressBar.share(state.count, of: state.threshold)
            )
        }
        return """
            <h3>\(t("initiatives.progress.nearest"))</h3>
            \(Stones(stones, t: t))
            """
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
