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

    var job: JobDefinition {
        JobDefinition("initiatives.close", every: .seconds(60), limit: .seconds(300)) { run in
            try await close(run)
        }
    }

    /// A transaction for each step; what was closed before is not touched again.
    ///
    /// Nearly always there is nothing to do, for hundreds of institutions each minute: that is only read.
    private func close(_ run: JobRun) async throws -> String? {
        let host = initiatives.host
        var (closed, reopened) = (0, 0)
        for scope in try await host.tenants.scopes(of: Initiatives.manifest.id, at: run.now) {
            try run.checkIsHeld()
            let due = try await host.database.read(in: scope) { transaction in
                (
                    past: try InitiativeStore.hasPast(in: &transaction),
                    ahead: try InitiativeStore.closedAhead(limit: 1, in: &transaction)
                )
            }
            var step = due.past ? Self.atOnce : 0
            while step == Self.atOnce {
                try run.checkIsHeld()
                step = try await host.database.write(in: scope) { transaction in
                    try InitiativeStore.closePast(limit: Self.atOnce, in: &transaction)
                }
                closed += step
            }
            guard !due.ahead.isEmpty else { continue }
            try run.checkIsHeld()
            reopened += try await host.database.write(in: scope) { try Self.reopen(in: &$0) }
        }
        return Self.summary(closed: closed, reopened: reopened)
    }

    /// Opens again what is closed ahead of its last day, unless somebody decided so: then no statement
    /// is taken until the last day.
    private static func reopen(in transaction: inout Transaction) throws -> Int {
        var reopened = 0
        for id in try InitiativeStore.closedAhead(limit: atOnce, in: &transaction) {
            let item = try LedgerStore.item(transaction.scope.subject(of: id), in: &transaction)
            guard let item, transaction.now < item.closesAt else { continue }
            try InitiativeStore.move(id, to: .scheduled, endedAt: nil, in: &transaction)
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
