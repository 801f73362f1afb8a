import Kernel
import Spaces
import Storage
import Vault

/// What signing needs to know of an initiative, kept in memory for a second.
///
/// A crowd signs the same few initiatives: reading them from the database for each signature would
/// cost more than the signature. The ledger checks the dates again when it writes.
final class SigningDesk: Sendable {
    struct Signable: Sendable {
        let initiative: InitiativeSigning
        /// Nil once it was destroyed, after verification.
        let fingerprintKey: ItemFingerprintKey?
        let receipts: ReceiptKey
    }

    typealias Name = SignedItem

    private let host: Host
    private let kept = RecentReads<Name, Signable>(limit: Limits.signableItems)
    private let itemKeys = ItemKeys()
    private let keys = RecentReads<SpaceName, [String: AuthorityPublicKey]>(
        limit: Limits.signableItems
    )

    init(host: Host) {
        self.host = host
    }

    private struct SpaceName: Hashable {
        let tenant: Tenant.ID
        let space: Space.ID
    }

    /// Forgets everything, keys of fingerprints first of all; or what stands of the initiatives of some
    /// institutions, whose keys are as they were.
    func forget(of tenants: Set<Tenant.ID>?) {
        guard let tenants else {
            kept.forget()
            itemKeys.forget()
            keys.forget()
            return
        }
        kept.forget(where: { tenants.contains($0.tenant) })
    }

    /// What statements are sealed to, by state; they are the same for all initiatives of a space.
    func keys(in scope: Scope) async throws -> [String: AuthorityPublicKey] {
        let name = SpaceName(tenant: scope.tenant, space: scope.space)
        return try await keys.value(name, at: scope.now) {
            try await host.database.read(in: scope) { try AuthorityStore.current(in: &$0) }
        } ?? [:]
    }

    /// Nil when there is no such initiative here.
    func signable(_ id: Initiative.ID, in scope: Scope) async throws -> Signable? {
        try await kept.value(
            name(of: id, in: scope),
            at: scope.now,
            along: { $0.tenant == scope.tenant && $0.subject.space == scope.space },
            read: { names in
                try await read(names.compactMap { Initiative.ID($0.subject.id) }, in: scope)
            }
        )
    }

    private func name(of id: Initiative.ID, in scope: Scope) -> Name {
        Name(tenant: scope.tenant, subject: scope.subject(of: id))
    }

    /// Those that exist, in one statement.
    private func read(_ ids: [Initiative.ID], in scope: Scope) async throws -> [Name: Signable] {
        let forgotten = itemKeys.forgotten
        let found = try await host.database.read(in: scope) { transaction in
            try InitiativeStore.signing(ids, in: &transaction)
        }
        var signables: [Name: Signable] = [:]
        for (id, initiative) in found {
            signables[name(of: id, in: scope)] = try signable(
                initiative,
                id,
                since: forgotten,
                in: scope
            )
        }
        return signables
    }

    private func signable(
        _ initiative: InitiativeSigning,
        _ id: Initiative.ID,
        since forgotten: Int,
        in scope: Scope
    ) throws -> Signable {
        let keys = try itemKeys.pair(
            of: name(of: id, in: scope),
            wrapped: initiative.wrappedFingerprintKey,
            since: forgotten,
            vault: host.vault
        )
        return Signable(
            initiative: initiative,
            fingerprintKey: keys.fingerprint,
            receipts: keys.receipts
        )
    }
}
