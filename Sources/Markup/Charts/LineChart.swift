package import Localization

/// How values move from one category to the next; a single line stands on a tinted ground.
package struct LineChart: Component {
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
        let scale = ChartScale(maximum: series.flatMap(\.values).max() ?? 0)
        let width = max(1, frame.categories.count - 1)
        let lines = series.enumerated().map { line($0.offset, $0.element, scale) }
        let ground = series.count == 1 ? area(series[0], width, scale) : .empty
        let drawing = frame.drawing(width: width, ground + "\(lines)", scale: scale)
        return frame.figure(drawing, series: series, scale: scale, t: t)
    }

    private func line(_ index: Int, _ series: ChartSeries, _ scale: ChartScale) -> HTML {
        """
        <polyline class="line s\(index + 1)" vector-effect="non-scaling-stroke" \
        points="\(points(series, scale))"/>
        """
    }

    private func area(_ series: ChartSeries, _ width: Int, _ scale: ChartScale) -> HTML {
        """
        <polygon class="area" points="0 100 \(points(series, scale)) \(width) 100"/>
        """
    }

    private func points(_ series: ChartSeries, _ scale: ChartScale) -> String {
        series.values.enumerated().map { index, value in
            let height = ChartScale.text(1000 - scale.tenths(of: value, height: 100))
            return "\(index) \(height)"
        }.joined(separator: " ")
    }
}
