import Kernel
import Markup
import Pictures

/// What other sites show beside a link to an initiative: its people on the square, how many they
/// are, and how many of the seven states have arrived.
///
/// It says no more than it shows, so that a thousand people change it once: the picture is kept
/// until then.
struct PreviewPicture: Sendable, Hashable {
    static let width = 1200
    static let height = 630

    private static let ground = Canvas.Ink(0xFA, 0xF7, 0xF0)
    private static let plainAccent = Canvas.Ink(0x1D, 0x3F, 0x94)

    private let dots: Int
    private let count: String
    private let number: String
    /// In tenths of the minimum; the states that are furthest.
    private let arches: [Int]
    private let accent: Canvas.Ink

    /// An accent is six hexadecimal digits, as a look has them.
    init(_ initiative: Initiative, progress: Progress, accent: String?) {
        let total = max(0, progress.total)
        dots = CrowdSquare.dots(value: total, goal: Progress.goal)
        count = Self.figures(Self.rounded(total))
        number = initiative.id.registrationNumber
        arches = progress.states
            .map { min(10, ProgressBar.share($0.count, of: $0.threshold) / 1000) }
            .sorted(by: >)
            .prefix(Progress.statesNeeded)
            .map(\.self)
        self.accent = accent.flatMap { Canvas.Ink(hexadecimal: $0) } ?? Self.plainAccent
    }

    /// Full thousands, or hundreds while there are few; a number never grows by it.
    static func rounded(_ total: Int) -> Int {
        switch total {
        case ..<1000: total
        case ..<10_000: total / 100 * 100
        default: total / 1000 * 1000
        }
    }

    /// With thin spaces between thousands, which every language reads.
    private static func figures(_ value: Int) -> String {
        let digits = Array(String(value))
        return digits.enumerated().reduce(into: "") { text, entry in
            let left = digits.count - entry.offset
            if entry.offset > 0, left.isMultiple(of: 3) { text.append(" ") }
            text.append(entry.element)
        }
    }

    private enum Ink: Int {
        case text
        case muted
        case empty
        case people
        case reached
    }

    /// The drawing; nil when there is no memory for it.
    func drawn() -> Picture? {
        var canvas = Canvas(
            width: Self.width,
            height: Self.height,
            ground: Self.ground,
            inks: [
                Canvas.Ink(0x1A, 0x1C, 0x28), Canvas.Ink(0x55, 0x58, 0x69),
                Canvas.Ink(0xDA, 0xD9, 0xD8), accent, Canvas.Ink(0x17, 0x69, 0x3C),
            ]
        )
        drawHead(on: &canvas)
        drawPeople(on: &canvas)
        return canvas.picture()
    }

    private func drawHead(on canvas: inout Canvas) {
        canvas.write(
            count,
            at: Canvas.Point(66, 54),
            height: 70,
            thickness: 13,
            ink: Ink.text.rawValue
        )
        let (wide, gap, high) = (40.0, 9.0, 76.0)
        let left = 1140 - Double(arches.count) * (wide + gap) + gap
        for (index, tenths) in arches.enumerated() {
            let corner = Canvas.Point(left + Double(index) * (wide + gap), 51)
            let ink: Ink = tenths == 10 ? .reached : .people
            let parts: [(Double, Ink)] = [(1, .empty), (Double(tenths) / 10, ink)]
            for (share, ink) in parts {
                canvas.arch(at: corner, width: wide, height: high, share: share, ink: ink.rawValue)
            }
        }
        let height = 20.0
        let end = left - 44
        canvas.write(
            number,
            at: Canvas.Point(end - Canvas.width(of: number, height: height), 104),
            height: height,
            thickness: 3.5,
            ink: Ink.muted.rawValue
        )
    }

    /// Twenty rows of fifty, as on the page.
    private func drawPeople(on canvas: inout Canvas) {
        let step = 21.6
        let full: Ink = dots == CrowdSquare.all ? .reached : .people
        for index in 0..<CrowdSquare.all {
            let (row, column) = (index / CrowdSquare.columns, index % CrowdSquare.columns)
            let center = Canvas.Point(
                60 + (Double(column) + 0.5) * step,
                160 + (Double(row) + 0.5) * step
            )
            let ink: Ink = index < dots ? full : .empty
            canvas.dot(at: center, radius: 7.4, ink: ink.rawValue)
        }
    }
}
