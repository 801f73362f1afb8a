package import Jobs
package import Kernel
import Storage

/// What accounts forget by themselves.
extension Accounts {
    /// Sessions, links and notes of wrong tries that are over, forgotten every ten minutes.
    package func upkeep(
        tenants: @escaping @Sendable () async throws -> [Tenant.ID]
    ) -> JobDefinition {
        JobDefinition("accounts.upkeep", every: .seconds(600), limit: .seconds(300)) { run in
            var forgotten = 0
            for tenant in try await tenants() {
                try run.checkIsHeld()
                let scope = Scope(tenant: tenant, actor: .operatorOfServer, now: run.now)
                forgotten += try await forgetWhatIsOver(in: scope)
            }
            return forgotten == 0 ? nil : "\(forgotten) rows that were over"
        }
    }

    func forgetWhatIsOver(in scope: Scope) async throws -> Int {
        try await database.write(in: scope) { transaction in
            let now = scope.now
            let day = Instant.millisecondsPerDay
            return try SessionStore.prune(at: now, in: &transaction)
                + TokenStore.prune(at: now, in: &transaction)
                + IdentityStore.prune(at: now, in: &transaction)
                + FarewellStore.prune(in: &transaction)
                + FailureStore.prune(
                    failuresBefore: Instant(milliseconds: now.milliseconds - day),
                    placesBefore: Instant(
                        milliseconds: now.milliseconds - Limits.familiarMilliseconds
                    ),
                    in: &transaction
                )
        }
    }
}
