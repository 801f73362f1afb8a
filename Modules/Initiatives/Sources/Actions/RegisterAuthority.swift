package import Kernel
import Spaces
import Storage
package import Vault

extension Initiatives {
    package enum AuthorityRefusal: Error, Equatable, Sendable {
        case unknownState
        case alreadyRegistered
    }

    /// From now on statements of that state are sealed to this key.
    ///
    /// Statements sealed before stay as they are: the authority needs the older private key too.
    package func registerAuthority(
        _ key: AuthorityPublicKey,
        of state: String,
        in scope: Scope
    ) async throws -> Result<Void, AuthorityRefusal> {
        guard memberStates[state] != nil else { return .failure(.unknownState) }
        return try await host.database.write(in: scope) { transaction in
            let isNew = try AuthorityStore.insert(key, of: state, in: &transaction)
            return isNew ? .success(()) : .failure(.alreadyRegistered)
        }
    }

    /// The codes of all member states, in order.
    package var stateCodes: [String] { memberStates.all.map(\.code) }
}
