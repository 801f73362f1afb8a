import Audit
package import Kernel
import Ledger
import Spaces
import Storage
package import Vault

extension Initiatives {
    package enum AuthorityRefusal: Error, Equatable, Sendable {
        case unknownState
        case alreadyRegistered
        /// Another key is in force than the one that was seen.
        case changedMeanwhile
        /// The authority has given as many as there may be.
        case tooMany
    }

    /// Which key of a state has to be in force where another one is registered.
    package enum ExpectedKey: Sendable, Equatable {
        case anything
        case nothing
        /// The one with this fingerprint.
        case key(AuthorityKeyID)
    }

    /// From now on statements of that state are sealed to this key.
    ///
    /// Statements sealed before stay as they are: the authority needs the older private key too.
    package func registerAuthority(
        _ key: AuthorityPublicKey,
        of state: String,
        insteadOf expected: ExpectedKey = .anything,
        in scope: Scope
    ) async throws -> Result<Void, AuthorityRefusal> {
        guard memberStates[state] != nil else { return .failure(.unknownState) }
        let audit = host.audit
        return try await host.database.write(in: scope) { transaction in
            guard try AuthorityStore.count(of: state, in: &transaction) < Limits.keysPerState else {
                return .failure(.tooMany)
            }
            let before = try AuthorityStore.current(in: &transaction)[state]
            guard expected.isMet(by: before) else { return .failure(.changedMeanwhile) }
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

    /// Every key of a state, the one in force first, and how many statements of it there are in this space, as
    /// late as the public counts.
    func knownKeys(
        of state: String,
        in scope: Scope
    ) async throws -> (keys: [KnownKey], statements: Int) {
        try await host.database.read(in: scope) { transaction in
            let keys = try AuthorityStore.keys(of: state, in: &transaction)
            let statements = try LedgerStore.entries(
                in: state,
                of: .initiative,
                in: &transaction
            )
            return (keys, statements)
        }
    }

    static let keyRegistered: AuditAction = "authority-key-registered"

    /// The codes of all member states, in order.
    package var stateCodes: [String] { memberStates.all.map(\.code) }
}

extension Initiatives.ExpectedKey {
    fileprivate func isMet(by current: AuthorityPublicKey?) -> Bool {
        switch self {
        case .anything: true
        case .nothing: current == nil
        case .key(let id): current?.id == id
        }
    }
}

extension Subject.Kind {
    /// The authority of a member state, by its code: entries of the audit are about it.
    static let authority: Subject.Kind = "authority"
}
