import Kernel
import Localization
package import Spaces
import Storage

/// What this module offers as tables: what its public pages say, and its address of counts.
extension Initiatives {
    package var exports: [ExportDeclaration] { [initiativeTable, stateTable] }

    private var initiativeTable: ExportDeclaration {
        ExportDeclaration(
            "initiatives",
            title: "initiatives.figures.table.title",
            description: "initiatives.figures.table.text",
            for: .everybody,
            permission: "site.statistics",
            columns: Self.initiativeColumns,
            rows: rows(batch: Limits.exportBatch) { [$0] }
        )
    }

    private var stateTable: ExportDeclaration {
        ExportDeclaration(
            "states",
            title: "initiatives.figures.byState.title",
            description: "initiatives.figures.byState.text",
            for: .everybody,
            permission: "site.statistics",
            columns: stateColumns,
            // A row for each of the states.
            rows: rows(batch: Limits.exportBatch / 10) { figures in
                figures.states.map { StateLine(initiative: figures, state: $0) }
            }
        )
    }

    private static let initiativeColumns: [ExportColumn<InitiativeFigures>] = [
        .text("registration", .open, "initiatives.figures.column.registration") {
            $0.id.registrationNumber
        },
        .text("title", .open, "initiatives.figures.column.title") { $0.title },
        .text("language", .open, "initiatives.figures.column.language") { $0.language },
        .code(
            "state",
            of: InitiativeState.allCases.map(\.rawValue),
            .open,
            "initiatives.figures.column.state"
        ) { $0.state.rawValue },
        .day("registered_on", .open, "initiatives.figures.column.registered") {
            $0.registeredOn
        },
        .day("first_day", .open, "initiatives.figures.column.first") { $0.period?.firstDay },
        .day("last_day", .open, "initiatives.figures.column.last") { $0.period?.lastDay },
        .day("ended_on", .open, "initiatives.figures.column.ended") { $0.endedOn },
        .number("statements", .open, "initiatives.figures.column.statements") { $0.total },
        .number("states_reached", .open, "initiatives.figures.column.reached") {
            $0.statesReached
        },
    ]

    private struct StateLine: Sendable {
        let initiative: InitiativeFigures
        let state: InitiativeFigures.OfState
    }

    private var stateColumns: [ExportColumn<StateLine>] {
        [
            .text("registration", .open, "initiatives.figures.column.registration") {
                $0.initiative.id.registrationNumber
            },
            .code(
                "member_state",
                of: memberStates.all.map(\.code),
                .open,
                "initiatives.figures.column.memberState"
            ) { $0.state.code },
            .number("statements", .open, "initiatives.figures.column.ofState") { $0.state.count },
            .number("minimum", .open, "initiatives.figures.column.minimum") {
                $0.state.threshold
            },
        ]
    }

    /// Initiatives by their numbers, so many at once, with some rows about each.
    private func rows<Row: Sendable>(
        batch size: Int,
        _ lines: @escaping @Sendable (InitiativeFigures) -> [Row]
    ) -> ExportRows<Row> {
        let memberStates = self.memberStates
        return ExportRows(
            batch: size,
            total: { try InitiativeStore.counts(in: &$0)[.all] },
            read: { place, limit, transaction in
                let now = transaction.now
                let items = try InitiativeStore.items(
                    after: place,
                    limit: limit,
                    in: &transaction
                )
                let progress = try Self.progress(of: items, memberStates, in: &transaction)
                return ExportRows<Row>.Batch(
                    items,
                    upTo: limit,
                    place: { $0.id.text },
                    rows: { item in
                        progress[item.id].map { lines(InitiativeFigures(item, $0, at: now)) } ?? []
                    }
                )
            }
        )
    }
}
