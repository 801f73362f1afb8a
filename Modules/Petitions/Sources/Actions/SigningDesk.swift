import Kernel
import Spaces
import Storage
import Vault

/// What signing needs to know of a petition, kept in memory for a second.
///
/// A crowd signs the same few petitions: reading them from the database for each signature would cost more
/// than the signature. The ledger checks the dates again when it writes.
final class SigningDesk: Sendable {
    struct Signable: Sendable {
        let petition: PetitionSigning
        /// Nil once it was destroyed.
        let key: ItemFingerprintKey?
        let receipts: ReceiptKey
    }

    let host: Host
    /// The territories of each space.
    let offered = RecentReads<Place, [PetitionChoice]>(limit: Limits.signableItems)
    private let kept = RecentReads<SignedItem, Signable>(limit: Limits.signableItems)
    private let itemKeys = ItemKeys()

    init(host: Host) {
        self.host = host
    }

    /// Forgets everything, keys first of all; or how far the petitions of some institutions are, whose keys are
    /// as they were.
    func forget(of tenants: Set<Tenant.ID>?) {
        guard let tenants else {
            kept.forget()
            itemKeys.forget()
            offered.forget()
            return
        }
        kept.forget(where: { tenants.contains($0.tenant) })
        offered.forget(where: { tenants.contains($0.tenant) })
    }

    /// Forgets how far one petition is: whoever signs next reads.
    func forget(_ id: Petition.ID, in scope: Scope) {
        kept.forget(name(of: id, in: scope))
    }

    /// Nil when there is no such petition here.
    func signable(_ id: Petition.ID, in scope: Scope) async throws -> Signable? {
        try await kept.value(
            name(of: id, in: scope),
            at: scope.now,
            along: { $0.tenant == scope.tenant && $0.subject.space == scope.space },
            read: { names in
                try await read(names.compactMap { Petition.ID($0.subject.id) }, in: scope)
            }
        )
    }

    private func name(of id: Petition.ID, in scope: Scope) -> SignedItem {
        SignedItem(tenant: scope.tenant, subject: scope.subject(of: id))
    }

    /// Those that exist, in one statement.
    private func read(
        _ ids: [Petition.ID],
        in scope: Scope
    ) async throws -> [SignedItem: Signable] {
        let forgotten = itemKeys.forgotten
        let found = try await host.database.read(in: scope) { transaction in
            try PetitionStore.signing(ids, in: &transaction)
        }
        var signables: [SignedItem: Signable] = [:]
        for (id, petition) in found {
            let name = name(of: id, in: scope)
            let keys = try itemKeys.pair(
                of: name,
                wrapped: petition.wrappedKey,
                since: forgotten,
                vault: host.vault
            )
            signables[name] = Signable(
                petition: petition,
                key: keys.fingerprint,
                receipts: keys.receipts
            )
        }
        return signables
    }
}
