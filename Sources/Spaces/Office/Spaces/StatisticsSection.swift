import Localization
import Markup
import Text

/// Numbers about a space: those that are one as a table, a series as columns, the parts of one as a table; each
/// with what it counts.
struct StatisticsSection: Component {
    /// A statistic as it was read.
    struct Told: Sendable {
        let statistic: StatisticDeclaration
        let value: StatisticValue
    }

    let read: [Told]
    let t: Translator

    var html: HTML {
        """
        <section><h2>\(t("office.data.statistics"))</h2>
        \(figures)\(read.map(other))</section>
        """
    }

    private var figures: HTML {
        let rows = read.compactMap { told -> DataTable.Row? in
            guard case .figure(let number) = told.value else { return nil }
            let statistic = told.statistic
            let shown = number.map { t.number($0) } ?? t("office.data.unknown")
            return DataTable.Row([
                "\(t(statistic.title))", "\(shown)", "\(t(statistic.description))",
            ])
        }
        guard !rows.isEmpty else { return .empty }
        return DataTable(
            caption: "\(t("office.data.figures.caption"))",
            columns: [
                .init(t("office.data.figure")), .init(t("office.data.value"), isNumber: true),
                .init(t("office.data.meaning")),
            ],
            rows: rows
        ).html
    }

    private func other(_ told: Told) -> HTML {
        switch told.value {
        case .figure: .empty
        case .series(let days): series(days, of: told.statistic)
        case .buckets(let label, let buckets): parts(buckets, by: label, of: told.statistic)
        }
    }

    private func series(_ days: [StatisticDay], of statistic: StatisticDeclaration) -> HTML {
        guard let first = days.first, let last = days.last else { return .empty }
        let span: MessageValues = ["first": .date(first.day), "last": .date(last.day)]
        let total = days.reduce(0) { $0 + $1.count }
        let busiest = days.max { $0.count < $1.count } ?? first
        var summary = t(statistic.description) + " "
        if total == 0 {
            summary += t("office.data.series.none", span)
        } else {
            let most: MessageValues = [
                "number": .number(total), "date": .date(busiest.day),
                "most": .number(busiest.count),
            ]
            summary += t("office.data.series.summary", span.merging(most) { one, _ in one })
        }
        let frame = ChartFrame(
            title: t(statistic.title),
            summary: summary,
            categoryLabel: t("office.data.day"),
            categories: days.map { t.date($0.day) }
        )
        let counts = ChartSeries(label: t(statistic.unit), values: days.map(\.count))
        return ColumnChart(frame, series: [counts], t: t).html
    }

    private func parts(
        _ buckets: [StatisticBucket],
        by label: MessageKey,
        of statistic: StatisticDeclaration
    ) -> HTML {
        let (title, description) = (t(statistic.title), t(statistic.description))
        guard !buckets.isEmpty else {
            let nothing = t("office.data.buckets.none")
            return """
                <p><strong>\(title)</strong> \(description)</p><p>\(nothing)</p>
                """
        }
        var parts = buckets.map { (name: t($0.word), count: $0.count) }
        if statistic.isByName {
            parts.sort { Folding.fold($0.name) < Folding.fold($1.name) }
        }
        return DataTable(
            caption: "<strong>\(title)</strong> \(description)",
            columns: [.init(t(label)), .init(t(statistic.unit), isNumber: true)],
            rows: parts.map { part in
                DataTable.Row(["\(part.name)", "\(t.number(part.count))"])
            }
        ).html
    }
}
