import Accounts
import Kernel
import Localization
package import Spaces
import Storage

/// What the small module tells of a space, in tables and in numbers, by the words of tests.
extension Suggestions {
    package var exports: [ExportDeclaration] { [Self.openTable, signedTable] }

    /// What everybody sees.
    private static let openTable = ExportDeclaration(
        "suggestions",
        title: "All suggestions",
        description: "One row for each suggestion.",
        for: .everybody,
        permission: "site.statistics",
        columns: openColumns,
        rows: ExportRows<SuggestionLine>(
            batch: 2,
            total: { try SuggestionStore.last(in: &$0) },
            read: { place, limit, transaction in
                let lines = try Self.lines(.seen, after: place, limit, in: &transaction)
                return ExportRows<SuggestionLine>.Batch(
                    lines,
                    upTo: limit,
                    place: Self.place,
                    rows: { [$0] }
                )
            }
        )
    )

    private static let openColumns: [ExportColumn<SuggestionLine>] = [
        .number("number", .open, "The number of the suggestion") { $0.suggestion.number },
        .text("text", .open, "What is suggested") { $0.suggestion.text },
        .code("state", of: stateNames, .open, "How far it is") { $0.suggestion.state.rawValue },
        .day("since", .open, "The day on which it came into its state, by UTC") {
            CivilDate(daysSinceEpoch: $0.enteredAt.utcDay)
        },
    ]

    private static let stateNames = Suggestion.workflow.states.map(\.rawValue)

    /// With authors and what is hidden, for whoever decides.
    private var signedTable: ExportDeclaration {
        let people = host.people
        return ExportDeclaration(
            "authors",
            title: "Suggestions with their authors",
            description: "One row for each suggestion, hidden ones too.",
            for: .staff,
            permission: Self.decide,
            columns: Self.signedColumns,
            rows: ExportRows<SignedLine>(
                batch: 2,
                total: { try SuggestionStore.last(in: &$0) },
                read: { place, limit, transaction in
                    let lines = try Self.lines(.all, after: place, limit, in: &transaction)
                    let authors = try people.authors(
                        lines.map(\.suggestion.author),
                        in: &transaction
                    )
                    return ExportRows<SignedLine>.Batch(
                        lines,
                        upTo: limit,
                        place: Self.place,
                        rows: { line in [SignedLine(line, authors[line.suggestion.author])] }
                    )
                }
            )
        )
    }

    private static let signedColumns: [ExportColumn<SignedLine>] = [
        .number("number", .open, "The number of the suggestion") { $0.line.suggestion.number },
        .text("author", .personal, "The name of its author") { $0.author },
        .number("thanks", .staff, "How often its author was thanked") { $0.line.thanks },
        .flag("hidden", .staff, "Whether it is hidden") { $0.line.suggestion.isHidden },
    ]

    private struct SignedLine: Sendable {
        let line: SuggestionLine
        /// Nil once they have left.
        let author: String?

        init(_ line: SuggestionLine, _ author: Author) {
            self.line = line
            if case .member(let name) = author { self.author = name } else { self.author = nil }
        }
    }

    private static func lines(
        _ shown: SuggestionStore.Shown,
        after place: String?,
        _ limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [SuggestionLine] {
        try SuggestionStore.lines(
            of: shown,
            after: place.flatMap { Int($0) } ?? 0,
            limit: limit,
            in: &transaction
        )
    }

    private static func place(_ line: SuggestionLine) -> String {
        String(line.suggestion.number)
    }

    package var statistics: [StatisticDeclaration] { [Self.total, Self.byState, Self.byDay] }

    private static let total = StatisticDeclaration.figure(
        "all",
        title: "Suggestions in all",
        description: "Without those that are hidden.",
        unit: "suggestions",
        read: { try SuggestionStore.counts(in: &$0).values.reduce(0, +) }
    )

    private static let byState = StatisticDeclaration.buckets(
        "states",
        title: "Suggestions by state",
        description: "Without those that are hidden.",
        unit: "suggestions",
        by: "State",
        read: { transaction in
            let counts = try SuggestionStore.counts(in: &transaction)
            return Suggestion.workflow.states.map { state in
                StatisticBucket(
                    state.rawValue,
                    word: MessageKey(stringLiteral: state.rawValue),
                    count: counts[state, default: 0]
                )
            }
        }
    )

    private static let byDay = StatisticDeclaration.series(
        "days",
        title: "Suggestions by day",
        description: "Also those that are hidden by now.",
        unit: "suggestions",
        read: { try SuggestionStore.counts(within: $0, in: &$1) }
    )
}
