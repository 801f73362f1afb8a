import Accounts
import Audit
import Kernel
import Spaces
import Storage
import TestSupport

extension InitiativeHouse {
    /// A browser of somebody with a role, who has given a one-time code.
    func staff(
        _ grant: RoleGrant,
        at pages: TestSite,
        address: String = "rosa@example.org"
    ) async throws -> TestBrowser {
        try await house.staff(grant, at: pages, address: address)
    }

    /// The role of whoever organises this one initiative.
    func organiser(_ id: String) -> RoleGrant {
        RoleGrant(role: .organiser, of: house.scope().subject("initiative", id))
    }

    /// What was noted since the keys were registered, the latest first.
    func noted() async throws -> [String] {
        let (audit, scope) = (house.host.audit, house.scope().entering(.site))
        let found = try await house.database.read(in: scope) {
            try audit.entries(AuditSearch(), before: nil, in: &$0)
        }
        return found.entries.map(\.action.name).filter { $0 != "authority-key-registered" }
    }
}
