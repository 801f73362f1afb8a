import Audit
package import Kernel
import Spaces
import Storage
package import Vault

extension Initiatives {
    package enum AuthorityRefusal: Error, Equatable, Sendable {
        case unknownState
        case alreadyRegistered
        /// The authority has given as many as there may be.
        case tooMany
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
        let audit = host.audit
        return try await host.database.write(in: scope) { transaction in
            guard try AuthorityStore.count(of: state, in: &transaction) < Limits.keysPerState else {
                return .failure(.tooMany)
            }
            let before = try AuthorityStore.current(in: &transaction)[state]
            guard try AuthorityStore.insert(key, of: state, in: &transaction) else {
                return .failure(.alreadyRegistered)
            }
            let note = AuditNote(
                Self.keyRegistered,
                of: .authority,
                state,
                before: before.map { ["key": $0.id.description] } ?? [:],
                after: ["key": key.id.description]
            )
            try audit.note(note, in: &transaction)
            return .success(())
        }
    }

    static let keyRegistered: AuditAction = "authority-key-registered"

    /// The codes of all member states, in order.
    package var stateCodes: [String] { memberStates.all.map(\.code) }
}

extension Subject.Kind {
    /// The authority of a member state, by its code: entries of the audit are about it.
    static let authority: Subject.Kind = "authority"
}
