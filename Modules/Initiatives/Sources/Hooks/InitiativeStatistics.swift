import Kernel
import Ledger
import Localization
package import Spaces
import Storage

/// What this module tells of a space in numbers: all of them counters of the ledger and of the lines of lists.
extension Initiatives {
    package var statistics: [StatisticDeclaration] {
        [Self.initiativeCount, Self.supportCount, Self.stageCounts, stateCounts, Self.dayCounts]
    }

    private static let initiativeCount = StatisticDeclaration.figure(
        "initiatives",
        title: "initiatives.figures.initiatives.title",
        description: "initiatives.figures.initiatives.text",
        unit: "initiatives.figures.initiatives.unit",
        read: { try InitiativeStore.counts(in: &$0)[.all] }
    )

    private static let supportCount = StatisticDeclaration.figure(
        "support",
        title: "initiatives.figures.support.title",
        description: "initiatives.figures.support.text",
        unit: "initiatives.progress.statements",
        read: { try InitiativeStore.support(in: &$0).all }
    )

    private static let stageCounts = StatisticDeclaration.buckets(
        "stages",
        title: "initiatives.figures.stages.title",
        description: "initiatives.figures.stages.text",
        unit: "initiatives.figures.initiatives.unit",
        by: "initiatives.figures.status",
        read: { transaction in
            let counts = try InitiativeStore.counts(in: &transaction)
            return FilterCounts.parts.map { filter in
                StatisticBucket(
                    filter.rawValue,
                    word: MessageKey("initiatives.show", filter.rawValue),
                    count: counts[filter]
                )
            }
        }
    )

    /// Every member state, also those of which there is nothing.
    private var stateCounts: StatisticDeclaration {
        let codes = memberStates.all.map(\.code)
        return .buckets(
            "states",
            title: "initiatives.figures.states.title",
            description: "initiatives.figures.states.text",
            unit: "initiatives.progress.statements",
            by: "initiatives.progress.state",
            byName: true,
            read: { transaction in
                var counts = try InitiativeStore.reportedSections(in: &transaction)
                for part in try LedgerStore.shownSections(of: .initiative, in: &transaction) {
                    counts[part.section, default: 0] += part.count
                }
                return codes.map { code in
                    StatisticBucket(
                        code,
                        word: MessageKey("country", code),
                        count: counts[code, default: 0]
                    )
                }
            }
        )
    }

    /// By the day in Brussels on which a statement was sent.
    private static let dayCounts = StatisticDeclaration.series(
        "days",
        title: "initiatives.figures.days.title",
        description: "initiatives.figures.days.text",
        unit: "initiatives.progress.statements",
        read: { days, transaction in
            let counted = try LedgerStore.days(
                of: .initiative,
                within: days,
                in: &transaction
            )
            // A stream that lasted over midnight is kept out of the day on which it began.
            return Dictionary(uniqueKeysWithValues: counted.map { ($0.day, max(0, $0.count)) })
        }
    )
}
