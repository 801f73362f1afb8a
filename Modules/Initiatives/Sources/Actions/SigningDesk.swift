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
        let subject: Subject
    }

    private struct Kept {
        var signable: Signable
        var readAt: Instant
        var isBeingRead = false
    }

    private let host: Host
    private let kept = Mutex<[Name: Kept]>([:])

    init(host: Host) {
        self.host = host
    }

    /// Nil when there is no such initiative here.
    ///
    /// When a second has passed, one caller reads anew while the others use what is there.
    func signable(_ id: Initiative.ID, in scope: Scope) async throws -> Signable? {
        let name = Name(tenant: scope.tenant, subject: scope.subject(of: id))
        if let found = usable(name, at: scope.now) { return found }
        do {
            let signable = try await read(id, in: scope)
            keep(signable, as: name, at: scope.now)
            return signable
        } catch {
            kept.withLock { $0[name]?.isBeingRead = false }
            throw error
        }
    }

    /// What is kept, unless it is this caller's turn to read.
    private func usable(_ name: Name, at now: Instant) -> Signable? {
        kept.withLock { kept in
            guard let found = kept[name] else { return nil }
            let age = found.readAt.distance(to: now)
            guard age >= Limits.cacheFreshMilliseconds else { return found.signable }
            // A reader that never came back must not make it old for ever.
            guard found.isBeingRead, age < Limits.cacheFreshMilliseconds * 3 else {
                kept[name]?.isBeingRead = true
                return nil
            }
            return found.signable
        }
    }

    private func keep(_ signable: Signable?, as name: Name, at now: Instant) {
        kept.withLock { kept in
            if kept.count >= Limits.signableItems { kept.removeAll() }
            kept[name] = signable.map { Kept(signable: $0, readAt: now) }
        }
    }

    private func read(_ id: Initiative.ID, in scope: Scope) async throws -> Signable? {
        let found = try await host.database.read(in: scope) { transaction in
            let initiative = try InitiativeStore.find(id, in: &transaction)
            return (initiative, try AuthorityStore.current(in: &transaction))
        }
        guard let initiative = found.0 else { return nil }
        let vault = host.vault
        let item = scope.subject(of: id)
        return Signable(
            initiative: initiative,
            keys: found.1,
            fingerprintKey: try initiative.wrappedFingerprintKey.map {
                try FingerprintKey($0, tenant: scope.tenant, item: item, vault: vault)
            },
            receipts: ReceiptKey(tenant: scope.tenant, item: item, vault: vault)
        )
    }
}
