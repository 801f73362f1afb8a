package import Localization

/// A bar for each category with its number beside it: a table that can be seen at a glance.
package struct BarChart: Component {
    private let frame: ChartFrame
    private let series: ChartSeries
    private let t: Translator

    /// The series has a value for each category.
    package init(_ frame: ChartFrame, series: ChartSeries, t: Translator) {
        precondition(series.values.count == frame.categories.count)
        self.frame = frame
        self.series = series
        self.t = t
    }

    package var html: HTML {
        let longest = max(1, series.values.max() ?? 0)
        let rows = zip(frame.categories, series.values).map { category, value -> HTML in
            let bar = ProgressBar(caption: t.number(value), value: value, goal: longest)
            return "<tr><th scope=\"row\">\(category)</th><td>\(bar)</td></tr>\n"
        }
        return """
            <figure class="chart bars">
            <figcaption><strong>\(frame.title)</strong> <span>\(frame.summary)</span></figcaption>
            <table>
            <thead class="visually-hidden"><tr><th scope="col">\(frame.categoryLabel)</th>\
            <th scope="col">\(series.label)</th></tr></thead>
            <tbody>\(rows)</tbody></table>
            </figure>
            """
    }
}
