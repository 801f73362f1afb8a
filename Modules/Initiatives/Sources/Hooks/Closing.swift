import Jobs
import Kernel
import Ledger
import Spaces
import Storage
import Web

/// Closes collections whose last day has passed in Brussels, in every institution.
///
/// No statement depends on it: whether one came in time, the stored instants decide. What follows from
/// the end (verification, or that support was insufficient) begins from the stage that this records.
///
/// What it has closed by a clock that was ahead it opens again once the clock is right.
struct Closing: Sendable {
    let initiatives: Initiatives

    /// Every end of a collection is noted here with the period that has it.
    static let agenda = Agenda("initiatives.close")

    var job: JobDefinition {
        let host = initiatives.host
        let work = AgendaWork(
            Self.agenda,
            in: host.database,
            everywhere: { try await host.tenants.scopes(of: Initiatives.manifest.id, at: $0) },
            next: { try InitiativeStore.nextEnd(in: &$0) },
            work: { try await close(in: $1, $0) }
        )
        return JobDefinition(every: .seconds(60), limit: .seconds(300), work) {
            Self.summary(
                closed: $0.reduce(0) { $0 + $1.closed },
                reopened: $0.reduce(0) { $0 + $1.reopened }
            )
        }
    }

    /// A transaction for each step; what was closed before is not touched again.
    private func close(
        in scope: Scope,
        _ run: JobRun
    ) async throws -> (closed: Int, reopened: Int) {
        let database = initiatives.host.database
        let due = try await database.read(in: scope) { transaction in
            (
                past: try InitiativeStore.hasPast(in: &transaction),
                ahead: try InitiativeStore.closedAhead(limit: 1, in: &transaction)
            )
        }
        var (closed, step) = (0, due.past ? Self.atOnce : 0)
        while step == Self.atOnce {
            try run.checkIsHeld()
            step = try await database.write(in: scope) { transaction in
                try InitiativeStore.closePast(limit: Self.atOnce, in: &transaction)
            }
            closed += step
        }
        guard !due.ahead.isEmpty else { return (closed, 0) }
        try run.checkIsHeld()
        return (closed, try await database.write(in: scope) { try Self.reopen(in: &$0) })
    }

    /// Opens again what is closed ahead of its last day, unless somebody decided so: then no statement
    /// is taken until the last day.
    private static func reopen(in transaction: inout Transaction) throws -> Int {
        var reopened = 0
        for id in try InitiativeStore.closedAhead(limit: atOnce, in: &transaction) {
            let item = try LedgerStore.item(transaction.scope.subject(of: id), in: &transaction)
            guard let item, transaction.now < item.closesAt else { continue }
            try InitiativeStore.move(id, to: .scheduled, endedAt: nil, in: &transaction)
            try InitiativeStore.refreshLines(of: [id.text], in: &transaction)
            reopened += 1
        }
        return reopened
    }

    private static func summary(closed: Int, reopened: Int) -> String? {
        let parts = [
            closed == 0 ? nil : "\(closed) collections were closed",
            reopened == 0 ? nil : "\(reopened) were opened again: they had been closed too early",
        ]
        let said = parts.compactMap(\.self).joined(separator: "; ")
        return said.isEmpty ? nil : said
    }

    private static let atOnce = 100
}
