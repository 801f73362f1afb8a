import Accounts
package import Jobs
package import Kernel

extension House {
    /// What it does by itself, letters apart; `origin` says where an institution is read.
    package func jobs(
        origin: @escaping @Sendable (Tenant.ID) async throws -> String?
    ) -> [JobDefinition] {
        let tenants = self.tenants
        let upkeep = accounts.upkeep { try await tenants.scopes(at: $0) }
        return [upkeep] + host.jobs(of: modules, origin: origin)
    }
}
