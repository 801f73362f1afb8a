import Kernel
import Ledger
import Localization
package import Spaces
import Storage

/// What this module tells of a space in numbers: all of them counters of the ledger and of the lines of lists.
extension Petitions {
    package var statistics: [StatisticDeclaration] {
        [
            Self.petitionCount, Self.signatureCount, Self.partCounts, Self.themeCounts,
            Self.dayCounts,
        ]
    }

    private static let petitionCount = StatisticDeclaration.figure(
        "petitions",
        title: "petitions.figures.petitions.title",
        description: "petitions.figures.petitions.text",
        unit: "petitions.figures.petitions.unit",
        read: { try PetitionStore.counts(in: &$0)[.all] }
    )

    private static let signatureCount = StatisticDeclaration.figure(
        "signatures",
        title: "petitions.figures.signatures.title",
        description: "petitions.figures.signatures.text",
        unit: "petitions.figures.signatures.unit",
        read: { try PetitionStore.signatureCounts(in: &$0).all }
    )

    private static let partCounts = StatisticDeclaration.buckets(
        "parts",
        title: "petitions.figures.parts.title",
        description: "petitions.figures.parts.text",
        unit: "petitions.figures.petitions.unit",
        by: "petitions.figures.part",
        read: { transaction in
            let counts = try PetitionStore.counts(in: &transaction)
            return PetitionFilter.parts.map { part in
                StatisticBucket(
                    part.rawValue,
                    word: MessageKey("petitions.figures.part", part.rawValue),
                    count: counts[part]
                )
            }
        }
    )

    /// By the standard themes; what an institution has added is counted as another.
    private static let themeCounts = StatisticDeclaration.buckets(
        "themes",
        title: "petitions.figures.themes.title",
        description: "petitions.figures.themes.text",
        unit: "petitions.figures.petitions.unit",
        by: "petitions.figures.theme",
        read: { transaction in
            let found = try PetitionStore.themes(of: .all, in: &transaction)
            let standard = PetitionChoice.standard(.theme).map(\.key)
            var counts: [String: Int] = [:]
            for theme in found {
                let key = standard.contains(theme.key) ? theme.key : "other"
                counts[key, default: 0] += theme.count
            }
            return standard.map { key in
                StatisticBucket(
                    key,
                    word: MessageKey("petitions.theme", key),
                    count: counts[key, default: 0]
                )
            }
        }
    )

    /// By the day of the institution on which somebody signed.
    private static let dayCounts = StatisticDeclaration.series(
        "days",
        title: "petitions.figures.days.title",
        description: "petitions.figures.days.text",
        unit: "petitions.figures.signatures.unit",
        read: { days, transaction in
            let counted = try LedgerStore.days(of: .petition, within: days, in: &transaction)
            // A stream that lasted over midnight is kept out of the day on which it began.
            return Dictionary(uniqueKeysWithValues: counted.map { ($0.day, max(0, $0.count)) })
        }
    )
}
