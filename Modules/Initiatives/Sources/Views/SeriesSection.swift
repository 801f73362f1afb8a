import Kernel
import Localization
import Markup

/// How signing went over time: the people of each day or week, and all of them together.
struct SeriesSection: Component {
    let series: CountSeries
    let t: Translator

    var html: HTML {
        guard let busiest = series.busiest, series.stretches.count > 1 else { return .empty }
        let kind = series.isWeekly ? "weekly" : "daily"
        let counts = ChartSeries(
            label: t("initiatives.progress.statements"),
            values: series.stretches.map(\.count)
        )
        let totals = ChartSeries(
            label: t("initiatives.series.total"),
            values: series.stretches.map(\.total)
        )
        return """
            <section><h2>\(t("initiatives.series.title"))</h2>
            <div class="halves">\(ColumnChart(
                frame(kind, ["number": .number(busiest.count), "date": .date(busiest.firstDay)]),
                series: [counts], t: t))
            \(LineChart(frame("total", totalValues), series: [totals], t: t))</div>
            </section>
            """
    }

    private var totalValues: MessageValues {
        guard let first = series.stretches.first, let last = series.stretches.last else {
            return [:]
        }
        return ["from": .date(first.firstDay), "number": .number(last.total)]
    }

    private func frame(_ kind: String, _ values: MessageValues) -> ChartFrame {
        let key = MessageKey("initiatives.series", kind)
        return ChartFrame(
            title: t(MessageKey(key, "title")),
            summary: t(MessageKey(key, "summary"), values),
            categoryLabel: t(
                series.isWeekly ? "initiatives.series.week" : "initiatives.series.day"
            ),
            categories: series.stretches.map { t.date($0.firstDay) }
        )
    }
}
