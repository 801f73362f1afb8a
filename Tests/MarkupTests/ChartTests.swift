import Localization
import Testing

@testable import Markup

/// Goal: a chart never lies about its heights, and says the same to those who cannot see it.
///
/// Method: scales of every size; drawings of a few values whose coordinates are known.
@Suite("Charts")
struct ChartTests {
    private let frame = ChartFrame(
        title: "<Title>",
        summary: "All & more",
        categoryLabel: "Day",
        categories: ["1", "2", "3"]
    )

    @Test(
        "an axis ends just above the largest value, at a round number",
        arguments: [
            (0, 1), (1, 1), (3, 3), (4, 4), (5, 6), (9, 10), (11, 15), (99, 100), (101, 150),
            (5_333, 6_000), (20_000, 20_000), (1_000_001, 1_500_000),
        ]
    )
    func scale(maximum: Int, top: Int) {
        let scale = ChartScale(maximum: maximum)

        #expect(scale.top == top)
        #expect(scale.ticks.first == top && scale.ticks.last == 0)
        #expect((2...6).contains(scale.ticks.count))
    }

    @Test("every count has an axis that holds it, and no number is too large for one")
    func everyScale() {
        for maximum in Array(0...2000) + [9_999_999, 999_999_999_999_999] {
            let scale = ChartScale(maximum: maximum)
            #expect(scale.top >= maximum && scale.ticks.count <= 6, "\(maximum)")
        }
        let scale = ChartScale(maximum: .max)
        #expect(scale.ticks.count <= 6 && scale.tenths(of: .max, height: 100) == 1000)
    }

    @Test("a line goes through its values, from below upwards")
    func line() throws {
        let html = LineChart(
            frame,
            series: [ChartSeries(label: "A", values: [0, 5, 10])],
            t: try t()
        ).html

        #expect(html.text.contains("points=\"0 100 1 50 2 0\""))
        #expect(html.text.contains("class=\"area\" points=\"0 100 0 100 1 50 2 0 2 100\""))
        #expect(html.text.contains("viewBox=\"0 0 2 100\""))
    }

    @Test("columns stand on one another, and nothing is drawn for nothing")
    func columns() throws {
        let html = ColumnChart(
            frame,
            series: [
                ChartSeries(label: "A", values: [5, 0, 2]),
                ChartSeries(label: "B", values: [5, 4, 0]),
            ],
            t: try t()
        ).html

        #expect(html.text.contains("class=\"s1\" d=\"M1 100v-50h8v50zM21 100v-20h8v20z\""))
        #expect(html.text.contains("class=\"s2\" d=\"M1 50v-50h8v50zM11 100v-40h8v40z\""))
        #expect(html.text.contains("<ul class=\"legend\" aria-hidden=\"true\">"))
    }

    @Test(
        "the picture has a text, and the table has every value with its headings",
        arguments: [1, 2]
    )
    func table(count: Int) throws {
        let series = (1...count).map { ChartSeries(label: "S\($0)", values: [1_000, 2, $0]) }
        for html in [
            LineChart(frame, series: series, t: try t()).html,
            ColumnChart(frame, series: series, t: try t()).html,
        ] {
            let tags = Tag.all(in: html)
            let picture = try #require(tags.first { $0["role"] == "img" })

            #expect(picture["aria-label"] == "&lt;Title&gt;. All &amp; more")
            #expect(html.text.contains("<strong>&lt;Title&gt;</strong>"))
            #expect(tags.filter { $0["scope"] == "col" }.count == 1 + count)
            #expect(tags.filter { $0["scope"] == "row" }.count == 3)
            #expect(tags.filter { $0.name == "td" }.count == 3 * count)
            #expect(html.text.contains("<td class=\"number\">1,000</td>"))
        }
    }

    @Test("bars are rows of a table, the longest is full")
    func bars() throws {
        let html = BarChart(
            frame,
            series: ChartSeries(label: "Count", values: [4, 2, 0]),
            t: try t()
        ).html
        let fills = Tag.all(in: html).filter { $0["class"] == "fill" }

        #expect(fills.map { $0["width"] } == ["100.0%", "50.0%", "0.0%"])
        #expect(Tag.all(in: html).filter { $0["scope"] == "row" }.count == 3)
    }

    @Test("a series that lacks a value is the programmer's mistake")
    func missingValue() async {
        await #expect(processExitsWith: .failure) {
            let frame = ChartFrame(
                title: "",
                summary: "",
                categoryLabel: "",
                categories: ["1", "2"]
            )
            _ = BarChart(
                frame,
                series: ChartSeries(label: "", values: [1]),
                t: try MarkupWords.translator()
            )
        }
    }

    private func t() throws -> Translator { try MarkupWords.translator() }
}
