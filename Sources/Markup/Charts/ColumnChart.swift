package import Localization

/// A column for each category; several series stand on one another.
package struct ColumnChart: Component {
    private let frame: ChartFrame
    private let series: [ChartSeries]
    private let t: Translator

    /// Each series has a value for each category.
    package init(_ frame: ChartFrame, series: [ChartSeries], t: Translator) {
        precondition(series.allSatisfy { $0.values.count == frame.categories.count })
        self.frame = frame
        self.series = series
        self.t = t
    }

    package var html: HTML {
        let totals = frame.categories.indices.map { category in
            series.reduce(0) { $0 + $1.values[category] }
        }
        let scale = ChartScale(maximum: totals.max() ?? 0)
        var ground = frame.categories.map { _ in 0 }
        var shapes = HTML.empty
        for (index, each) in series.enumerated() {
            let columns = each.values.enumerated().map { category, value in
                column(category, from: ground[category], by: value, scale)
            }
            shapes = shapes + "<path class=\"s\(index + 1)\" d=\"\(columns.joined())\"/>"
            ground = zip(ground, each.values).map(+)
        }
        let width = max(1, frame.categories.count) * 10
        let drawing = frame.drawing(width: width, shapes, scale: scale)
        return frame.figure(drawing, series: series, scale: scale, t: t)
    }

    /// One column as a piece of a path; all pieces of a series are one element of the page.
    private func column(_ category: Int, from: Int, by value: Int, _ scale: ChartScale) -> String {
        guard value > 0 else { return "" }
        let foot = scale.tenths(of: from, height: 100)
        let height = scale.tenths(of: from + value, height: 100) - foot
        let up = ChartScale.text(height)
        return "M\(category * 10 + 1) \(ChartScale.text(1000 - foot))v-\(up)h8v\(up)z"
    }
}
