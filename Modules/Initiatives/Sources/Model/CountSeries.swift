import Kernel
import Ledger

/// How many signed in each stretch of a collection: a day, or a week once there are many days.
struct CountSeries: Sendable, Hashable {
    struct Stretch: Sendable, Hashable {
        let firstDay: CivilDate
        let count: Int
        /// Together with everything before it.
        let total: Int
    }

    /// More columns than this say less, and weigh more.
    private static let mostDays = 56

    let stretches: [Stretch]
    let isWeekly: Bool

    /// From the first day of the collection, or of the first statement, until `today` or its end.
    init(days: [LedgerDay], period: CollectionPeriod, today: CivilDate) {
        let first = min(period.firstDay, days.first?.day ?? period.firstDay)
        let last = max(first, min(period.lastDay, today), days.last?.day ?? first)
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
    var busiest: Stretch? {
        stretches.reduce(nil) { best, next in
            next.count > (best?.count ?? 0) ? next : best
        }
    }
}
