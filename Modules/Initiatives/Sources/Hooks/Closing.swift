import Jobs
import Kernel
import Spaces
import Storage
import Web

/// Closes collections whose last day has passed in Brussels, in every institution.
///
/// No statement depends on it: whether one came in time, the stored instants decide. What follows from
/// the end (verification, or that support was insufficient) begins from the stage that this records.
struct Closing: Sendable {
    let initiatives: Initiatives

    var job: JobDefinition {
        JobDefinition("initiatives.close", every: .seconds(60), limit: .seconds(300)) { run in
            try await close(run)
        }
    }

    /// A transaction for each step; what was closed before is not touched again.
    private func close(_ run: JobRun) async throws -> String? {
        let host = initiatives.host
        var closed = 0
        for site in try await host.tenants.all()
        where site.spaces.contains(where: { $0.module == Initiatives.manifest.id }) {
            let scope = Scope(tenant: site.tenant.id, actor: .operatorOfServer, now: run.now)
            var step = Self.atOnce
            while step == Self.atOnce {
                try run.checkIsHeld()
                step = try await host.database.write(in: scope) { transaction in
                    try InitiativeStore.closePast(limit: Self.atOnce, in: &transaction)
                }
                closed += step
            }
        }
        return closed == 0 ? nil : "\(closed) collections were closed"
    }

    private static let atOnce = 100
}
