import Localization
import Markup

/// Progress, charts and the map, with figures that nobody has counted.
struct DesignCharts {
    let map: EuropeMap
    let outlines: Path
    let t: Translator

    var sections: [DesignSection] {
        [
            DesignSection(id: "progress", title: "Progress", content: progress),
            DesignSection(id: "bars", title: "Bars", content: bars),
            DesignSection(id: "columns", title: "Columns, stacked", content: columns),
            DesignSection(id: "lines", title: "Lines", content: lines),
            DesignSection(id: "map", title: "Map", content: europe),
        ]
    }

    private var progress: HTML {
        let squares = [0, 412_345, 1_000_000].map { count in
            CrowdSquare(
                id: "crowd-\(count)",
                label: "\(t.number(count)) of a million",
                value: count,
                goal: 1_000_000
            ).html
        }
        let stones = [
            Stones.Stone(code: "EE", name: "Estonia", share: 14_210),
            Stones.Stone(code: "FI", name: "Finland", share: 10_000),
            Stones.Stone(code: "IE", name: "Ireland", share: 7_420),
            Stones.Stone(code: "ES", name: "Spain", share: 4_999),
            Stones.Stone(code: "FR", name: "France", share: 2_010),
            Stones.Stone(code: "MT", name: "Malta", share: 40),
            Stones.Stone(code: "LU", name: "Luxembourg", share: 0),
        ]
        return """
            \(ProgressBar(label: "nothing yet", value: 0, goal: 100))
            \(ProgressBar(caption: t.percent(4_250), value: 4_250, goal: 10_000))
            \(ProgressBar(caption: t.percent(10_000), value: 100, goal: 100))
            <div class="squares">\(squares)</div>
            \(Stones(stones, t: t))
            """
    }

    private var bars: HTML {
        BarChart(
            frame("Answers by age", "Most are between 25 and 39.", "Age", ages),
            series: ChartSeries(label: "Answers", values: [120, 480, 310, 95]),
            t: t
        ).html
    }

    private var columns: HTML {
        ColumnChart(
            frame("Signatures by channel", "Most on 12 May, nearly all online.", "Day", days),
            series: [
                ChartSeries(label: "Online", values: [120, 340, 290, 610, 980, 420, 380]),
                ChartSeries(label: "On paper", values: [40, 20, 0, 90, 120, 60, 10]),
                ChartSeries(label: "In a town hall", values: [10, 0, 30, 20, 40, 0, 5]),
            ],
            t: t
        ).html
    }

    private var lines: HTML {
        let single = LineChart(
            frame("All together", "More than three thousand in a week.", "Day", days),
            series: [
                ChartSeries(label: "Total", values: [120, 460, 750, 1_360, 2_340, 2_760, 3_140])
            ],
            t: t
        )
        let several = LineChart(
            frame("Two proposals", "The second has overtaken the first.", "Day", days),
            series: [
                ChartSeries(label: "Benches", values: [10, 40, 80, 110, 130, 140, 145]),
                ChartSeries(label: "Trees", values: [0, 5, 20, 70, 120, 190, 260]),
            ],
            t: t
        )
        return "\(single)\(several)"
    }

    private var europe: HTML {
        let codes = ["AT", "BE", "DE", "EE", "ES", "FI", "FR", "GR", "IE", "IT", "MT", "PL", "SE"]
        let states = codes.enumerated().map { index, code in
            ChoroplethMap.State(code: code, text: code, share: index * 1_100)
        }
        return ChoroplethMap(
            map,
            outlines: outlines,
            states: states,
            title: "Share of the minimum",
            summary: "Three of these states have reached it.",
            t: t
        ).html
    }

    private func frame(
        _ title: String,
        _ summary: String,
        _ label: String,
        _ categories: [String]
    ) -> ChartFrame {
        ChartFrame(title: title, summary: summary, categoryLabel: label, categories: categories)
    }

    private let ages = ["16 to 24", "25 to 39", "40 to 64", "65 and more"]
    private let days = ["8 May", "9 May", "10 May", "11 May", "12 May", "13 May", "14 May"]
}
