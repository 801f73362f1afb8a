import Localization

/// What every chart has around its picture: what it is, what it says, and the same as a table.
///
/// Words stand outside the drawing, so that they keep their size while the drawing takes the width
/// that it gets.
package struct ChartFrame: Sendable {
    package let title: String
    /// What can be seen in the picture, in a sentence.
    package let summary: String
    /// The heading of the table's first column: what the categories are.
    package let categoryLabel: String
    package let categories: [String]

    package init(title: String, summary: String, categoryLabel: String, categories: [String]) {
        self.title = title
        self.summary = summary
        self.categoryLabel = categoryLabel
        self.categories = categories
    }

    /// The figure around a drawing of `series`, whose axis ends at the scale's top.
    func figure(_ drawing: HTML, series: [ChartSeries], scale: ChartScale, t: Translator) -> HTML {
        let legend: HTML = """
            <ul class="legend" aria-hidden="true">\
            \(series.enumerated().map { Self.legendItem($0.offset, $0.element) })</ul>
            """
        return """
            <figure class="chart">
            <figcaption><strong>\(title)</strong> <span>\(summary)</span></figcaption>
            \(legend, when: series.count > 1)
            <div class="plot">
            <ol class="axis-y" aria-hidden="true">\(scale.ticks.map { tick($0, t) })</ol>
            \(drawing)
            <ol class="axis-x" aria-hidden="true">\(ends)</ol>
            </div>
            <details><summary>\(t("chart.table"))</summary>\(table(series, t))</details>
            </figure>
            """
    }

    /// The picture itself; its text says what the figure's caption says.
    func drawing(width: Int, _ shapes: HTML, scale: ChartScale) -> HTML {
        """
        <svg role="img" aria-label="\(title). \(summary)" viewBox="0 0 \(width) 100" \
        preserveAspectRatio="none" focusable="false">\(grid(width, scale))\(shapes)</svg>
        """
    }

    private func grid(_ width: Int, _ scale: ChartScale) -> HTML {
        let lines = scale.ticks.map { tick -> HTML in
            "M0 \(ChartScale.text(1000 - scale.tenths(of: tick, height: 100)))h\(width)"
        }
        return """
            <path class="grid" vector-effect="non-scaling-stroke" d="\(lines)"/>
            """
    }

    /// The first, middle and last category: more would not fit on a phone.
    private var ends: HTML {
        // On a narrow screen a date takes several lines here, though it does not elsewhere.
        let labels = categories.map { String($0.map { $0 == "\u{A0}" ? " " : $0 }) }
        guard let first = labels.first, let last = labels.last else { return .empty }
        guard labels.count > 2 else {
            return "<li>\(first)</li><li>\(labels.count > 1 ? last : "")</li>"
        }
        return "<li>\(first)</li><li>\(labels[labels.count / 2])</li><li>\(last)</li>"
    }

    private func tick(_ value: Int, _ t: Translator) -> HTML {
        "<li>\(t.number(value))</li>"
    }

    private static func legendItem(_ index: Int, _ series: ChartSeries) -> HTML {
        """
        <li><svg viewBox="0 0 10 10" focusable="false"><rect class="s\(index + 1)" width="10" \
        height="10" rx="2"/></svg>\(series.label)</li>
        """
    }

    private func table(_ series: [ChartSeries], _ t: Translator) -> HTML {
        let rows = categories.enumerated().map { index, category -> HTML in
            let cells = series.map { each -> HTML in
                "<td class=\"number\">\(t.number(each.values[index]))</td>"
            }
            return "<tr><th scope=\"row\">\(category)</th>\(cells)</tr>\n"
        }
        let heads = series.map { each -> HTML in
            "<th scope=\"col\" class=\"number\">\(each.label)</th>"
        }
        return """
            <table><caption class="visually-hidden">\(title)</caption>
            <thead><tr><th scope="col">\(categoryLabel)</th>\(heads)</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }
}

/// Values of one kind, one for each category.
package struct ChartSeries: Sendable {
    package let label: String
    package let values: [Int]

    package init(label: String, values: [Int]) {
        self.label = label
        self.values = values
    }
}
