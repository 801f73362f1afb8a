package import Kernel
package import Ledger

/// How many signed in each stretch of a collection: a day, or a week once there are many days.
package struct CountSeries: Sendable, Hashable {
    /// A day or a week.
    package struct Stretch: Sendable, Hashable {
        package let firstDay: CivilDate
        package let count: Int
        /// Together with everything before it.
        package let total: Int
    }

    /// More columns than this say less, and weigh more.
    private static let mostDays = 56

    /// One after the other, without a gap.
    package let stretches: [Stretch]
    package let isWeekly: Bool

    /// From `first`, or the first day on which something was counted, until `today` or `last`, whichever
    /// comes first.
    ///
    /// `days` are in order.
    package init(
        days: [LedgerDay],
        from first: CivilDate,
        to last: CivilDate,
        today: CivilDate
    ) {
        let first = min(first, days.first?.day ?? first)
        let last = max(first, min(last, today), days.last?.day ?? first)
        let span = last.daysSinceEpoch - first.daysSinceEpoch + 1
        isWeekly = span > Self.mostDays
        let length = isWeekly ? 7 : 1
        var counts = Array(repeating: 0, count: (span + length - 1) / length)
        for day in days {
            counts[(day.day.daysSinceEpoch - first.daysSinceEpoch) / length] += day.count
        }
        var total = 0
        stretches = counts.enumerated().map { index, count in
            total += count
            return Stretch(
                firstDay: first.adding(days: index * length),
                count: count,
                total: total
            )
        }
    }

    /// The stretch in which most people signed; the first of them when several share it.
    package var busiest: Stretch? {
        stretches.reduce(nil) { best, next in
            next.count > (best?.count ?? 0) ? next : best
        }
    }
}
