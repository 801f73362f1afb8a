import Kernel
package import Localization
package import Markup

/// How signing went over time: the people of each day or week, and all of them together.
package struct CountSeriesSection: Component {
    /// What the charts are called in the words of a module.
    package struct Words: Sendable {
        let title: String
        let daily: String
        let weekly: String
        let counted: String

        /// `counted` names what each column counts: `Signatures`.
        package init(title: String, daily: String, weekly: String, counted: String) {
            self.title = title
            self.daily = daily
            self.weekly = weekly
            self.counted = counted
        }
    }

    private let series: CountSeries
    private let words: Words
    private let t: Translator

    package init(_ series: CountSeries, words: Words, t: Translator) {
        self.series = series
        self.words = words
        self.t = t
    }

    package var html: HTML {
        guard let busiest = series.busiest, series.stretches.count > 1 else { return .empty }
        let counts = ChartSeries(label: words.counted, values: series.stretches.map(\.count))
        let totals = ChartSeries(label: t("series.total"), values: series.stretches.map(\.total))
        let values: MessageValues = [
            "number": .number(busiest.count), "date": .date(busiest.firstDay),
        ]
        let columns = ColumnChart(
            frame(
                series.isWeekly ? words.weekly : words.daily,
                t(series.isWeekly ? "series.weekly.summary" : "series.daily.summary", values)
            ),
            series: [counts],
            t: t
        )
        let line = LineChart(
            frame(t("series.total.title"), t("series.total.summary", totalValues)),
            series: [totals],
            t: t
        )
        return """
            <section><h2>\(words.title)</h2>
            <div class="halves">\(columns)
            \(line)</div>
            </section>
            """
    }

    private var totalValues: MessageValues {
        guard let first = series.stretches.first, let last = series.stretches.last else {
            return [:]
        }
        return ["from": .date(first.firstDay), "number": .number(last.total)]
    }

    private func frame(_ title: String, _ summary: String) -> ChartFrame {
        ChartFrame(
            title: title,
            summary: summary,
            categoryLabel: t(series.isWeekly ? "series.week" : "series.day"),
            categories: series.stretches.map { t.date($0.firstDay) }
        )
    }
}
