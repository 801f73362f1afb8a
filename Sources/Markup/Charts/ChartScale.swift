/// The numbers beside a chart: round ones, from nothing to just above the largest value.
struct ChartScale: Sendable, Hashable {
    /// The value at the upper edge.
    let top: Int
    /// From the top down to zero.
    let ticks: [Int]

    /// No count of people comes near it; what is larger is drawn to the edge.
    private static let largest = 1_000_000_000_000_000

    init(maximum: Int) {
        let highest = min(max(1, maximum), Self.largest)
        var power = 1
        var step = 1
        // At most four steps of 1, 2 or 5 times a power of ten.
        search: while true {
            for factor in [1, 2, 5] {
                step = power * factor
                if highest / 4 < step { break search }
            }
            power *= 10
        }
        let count = highest / step + (highest % step == 0 ? 0 : 1)
        top = step * count
        ticks = (0...count).reversed().map { $0 * step }
    }

    /// A height in tenths of the unit in which `height` is given, measured from below.
    func tenths(of value: Int, height: Int) -> Int {
        Int(Int128(max(0, min(value, top))) * Int128(height * 10) / Int128(top))
    }

    /// `12.5` for 125 tenths, as SVG writes it.
    static func text(_ tenths: Int) -> String {
        tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
}
