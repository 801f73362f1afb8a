import Accounts
import Kernel
import TestSupport

extension SuggestionHouse {
    /// A browser of somebody with a role, who has given a one-time code.
    func staff(
        _ role: Role,
        of space: Space.ID = .site,
        name: String = "Rosa",
        address: String = "rosa@example.org"
    ) async throws -> TestBrowser {
        let grant = RoleGrant(role: role, space: space)
        return try await house.staff(grant, at: site, name: name, address: address)
    }
}
