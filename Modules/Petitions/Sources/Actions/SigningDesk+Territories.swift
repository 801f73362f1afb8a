import Kernel
import Spaces
import Storage

/// What whoever signs can choose, as it was within the last second.
extension SigningDesk {
    /// A space of an institution.
    struct Place: Hashable, Sendable {
        let tenant: Tenant.ID
        let space: Space.ID
    }

    /// The territories that are offered; empty where the space has none.
    func territories(in scope: Scope) async throws -> [PetitionChoice] {
        let place = Place(tenant: scope.tenant, space: scope.space)
        return try await offered.value(place, at: scope.now) {
            try await host.database.read(in: scope) { transaction in
                try PetitionChoiceStore.all(.territory, in: &transaction).filter(\.isUsed)
            }
        } ?? []
    }
}
