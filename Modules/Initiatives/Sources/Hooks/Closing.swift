import Jobs
import Kernel
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

    /// A transaction for each collection, because a crowd may be signing another; what was closed before
    /// is not touched again.
    private func close(
        in scope: Scope,
        _ run: JobRun
    ) async throws -> (closed: Int, reopened: Int) {
        let ahead = try await initiatives.host.database.read(in: scope) { transaction in
            try InitiativeStore.closedAhead(limit: Self.atOnce, in: &transaction)
        }
        var closed = 0
        var step = Self.atOnce
        while step == Self.atOnce {
            let past = try await initiatives.host.database.read(in: scope) { transaction in
                try InitiativeStore.past(limit: Self.atOnce, in: &transaction)
            }
            step = try await take("close", on: past, in: scope, run)
            closed += step
        }
        return (closed, try await take("reopen", on: ahead, in: scope, run))
    }

    /// Takes a step of time on each; gives how many took it: others may have come first.
    private func take(
        _ step: String,
        on ids: [Initiative.ID],
        in scope: Scope,
        _ run: JobRun
    ) async throws -> Int {
        let engine = initiatives.workflow
        var taken = 0
        for id in ids {
            try run.checkIsHeld()
            let outcome = try await initiatives.host.database.write(
                in: scope,
                isolation: .lockedRows
            ) { transaction in
                try engine.take(step, on: id.text, as: [.time], in: &transaction)
            }
            if case .success = outcome { taken += 1 }
        }
        return taken
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
