import Kernel
import Spaces
import Storage
import Synchronization
import Vault

/// What signing needs to know of an initiative, kept in memory for a second.
///
/// A crowd signs the same few initiatives: reading them from the database for each signature would
/// cost more than the signature. The ledger checks the dates again when it writes.
final class SigningDesk: Sendable {
    struct Signable: Sendable {
        let initiative: Initiative
        let keys: [String: AuthorityPublicKey]
        /// Nil once it was destroyed, after verification.
        let fingerprintKey: FingerprintKey?
        let receipts: ReceiptKey
    }

    private struct Name: Hashable {
        let tenant: Tenant.ID
        let initiative: Initiative.ID
    }

    private struct Kept {
        let signable: Signable
        let readAt: Instant
    }

    private let host: Host
    private let kept = Mutex<[Name: Kept]>([:])

    init(host: Host) {
        self.host = host
    }

    /// Nil when there is no such initiative here.
    func signable(_ id: Initiative.ID, in scope: Scope) async throws -> Signable? {
        let name = Name(tenant: scope.tenant, initiative: id)
        if let found = kept.withLock({ $0[name] }),
            scope.now.milliseconds - found.readAt.milliseconds < Limits.cacheFreshMilliseconds
        {
            return found.signable
        }
        guard let signable = try await read(id, in: scope) else { return nil }
        kept.withLock { kept in
            if kept.count >= Limits.signableItems { kept.removeAll() }
            kept[name] = Kept(signable: signable, readAt: scope.now)
        }
        return signable
    }

    private func read(_ id: Initiative.ID, in scope: Scope) async throws -> Signable? {
        let found = try await host.database.read(in: scope) { transaction in
            let initiative = try InitiativeStore.find(id, in: &transaction)
            return (initiative, try AuthorityStore.current(in: &transaction))
        }
        guard let initiative = found.0 else { return nil }
        let vault = host.vault
        return Signable(
            initiative: initiative,
            keys: found.1,
            fingerprintKey: try initiative.wrappedFingerprintKey.map {
                try FingerprintKey($0, tenant: scope.tenant, item: id.text, vault: vault)
            },
            receipts: ReceiptKey(tenant: scope.tenant, item: id.text, vault: vault)
        )
    }
}
