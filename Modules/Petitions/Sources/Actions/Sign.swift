import Kernel
import Ledger
import Logging
import Spaces
import Storage
import Vault

extension Petitions {
    /// A signature as its form brought it.
    struct Signing: Sendable {
        let id: Petition.ID
        let signer: Signer
        /// Where the space asks for it: the key of a choice.
        var territory = ""
        /// What stands in the link of first supporters; empty without one.
        var supporter = ""
        /// The same form sent again gives the same receipt.
        let attempt: SendingAttempt
        var mark: LedgerMark?
        /// Keyed hashes of the network and, of an email, of its domain, kept for a day; nil on a socket of this machine.
        var network: [UInt8]?
        var domain: [UInt8] = []
        /// Whether a link of ours brought it, which nobody gets who may not sign.
        var isTrusted = false
        /// By whose clocks days are counted.
        let zone: CivilZone
        /// When the form had arrived whole: it decides whether that was in time.
        let arrivedAt: Instant
        var receivedAt = ContinuousClock.Instant.now
    }

    /// The section of the ledger in which signatures are counted without a territory.
    static let everywhere = "all"
    /// Of a petition's key, what signatures are made of: one for all territories, so that nobody signs in two.
    private static let signers = "signers"

    /// Counts a signature, and gives its receipt when that is durable.
    ///
    /// What is known of the petition is a second old at most; the ledger looks at its dates again under the lock, in
    /// one batch with everybody who signs meanwhile.
    func sign(
        _ signing: Signing,
        in scope: Scope
    ) async throws -> Result<String, SignRefusal> {
        if case .person(let person) = signing.signer {
            switch person.isAdult {
            case true?: break
            case false?: return .failure(.tooYoung)
            case nil: return .failure(.ageUnknown)
            }
        }
        guard let signable = try await desk.signable(signing.id, in: scope),
            signing.signer.isMeant(by: signable.petition.terms)
        else { return .failure(.notFound) }
        let current = signable.petition.state(at: signing.arrivedAt)
        let isKnown =
            current != .gathering || signing.isTrusted
            || opens(
                signing.id,
                keeping: signable.petition.supportersHash,
                with: signing.supporter,
                in: scope
            )
        guard isKnown else { return .failure(.notFound) }
        // Whoever sends again what may have been counted at the last moment hears of it; the ledger takes
        // nothing new.
        let before = signing.arrivedAt.adding(.milliseconds(-Limits.resendMilliseconds))
        let maySend = current.isSignable || signable.petition.state(at: before).isSignable
        guard maySend, let key = signable.key else { return .failure(.notOpen(current)) }
        let entry = self.entry(signing, signable, key, in: scope)
        switch try await host.ledger.submit(entry) {
        case .accepted(let sequence):
            try await note(entry, of: signing, in: scope)
            let nonce = entry.nonce
            return .success(try signable.receipts.receipt(sequence: sequence, nonce: nonce))
        case .duplicate: return .failure(.already)
        case .limited: return .failure(.addressUsed)
        case .closed:
            return .failure(.notOpen(try await stateNow(signing, in: scope)))
        }
    }

    private func entry(
        _ signing: Signing,
        _ signable: SigningDesk.Signable,
        _ key: ItemFingerprintKey,
        in scope: Scope
    ) -> LedgerEntry {
        let item = scope.subject(of: signing.id)
        let fingerprint = Self.fingerprint(of: signing.signer, by: key, for: item)
        return LedgerEntry(
            tenant: scope.tenant,
            item: item,
            key: fingerprint,
            section: signing.territory.isEmpty ? Self.everywhere : signing.territory,
            channel: signing.signer.channel,
            day: signing.zone.date(at: signing.arrivedAt),
            nonce: signable.receipts.nonce(
                attempt: signing.attempt.bytes,
                fingerprint: fingerprint,
                content: []
            ),
            payload: [],
            arrivedAt: signing.arrivedAt,
            limit: Self.limit(of: signing.signer, signable.petition.terms, by: key, for: item),
            mark: signing.mark,
            receivedAt: signing.receivedAt
        )
    }

    /// The key of a signature: sixteen bytes that nothing can be made of without the key of its petition.
    static func fingerprint(
        of signer: Signer,
        by key: ItemFingerprintKey,
        for item: Subject
    ) -> [UInt8] {
        key.key(of: signers)
            .fingerprint(of: IdentityDigest(of: signer.identityText(for: item)))
    }

    /// Of an address, also where one signs by it alone.
    private static func limit(
        of signer: Signer,
        _ terms: PetitionTerms,
        by key: ItemFingerprintKey,
        for item: Subject
    ) -> LedgerLimit? {
        person(of: signer, by: key, for: item)
            .map { LedgerLimit(person: $0, most: terms.isForCouples ? 2 : 1) }
    }

    /// What counts those who sign by one address of email.
    static func person(
        of signer: Signer,
        by key: ItemFingerprintKey,
        for item: Subject
    ) -> [UInt8]? {
        signer.addressText(for: item).map {
            key.key(of: signers).fingerprint(of: IdentityDigest(of: $0))
        }
    }

    /// Keeps for a day from where it came; a signature is counted whether or not that can be written.
    private func note(_ entry: LedgerEntry, of signing: Signing, in scope: Scope) async throws {
        guard let network = signing.network else { return }
        let trace = SignatureTraces.Trace(
            petition: signing.id,
            key: entry.key,
            network: network,
            domain: signing.domain,
            at: scope.now
        )
        let due = traces.note(trace, in: scope)
        guard !due.isEmpty else { return }
        do {
            try await write(due, in: scope)
        } catch {
            host.logger.warning(
                "from where signatures came was not kept",
                metadata: ["tenant.id": "\(scope.tenant)", "count": "\(due.count)"]
            )
        }
    }

    /// The ledger said closed: what the petition is, read anew.
    private func stateNow(_ signing: Signing, in scope: Scope) async throws -> PetitionState {
        let id = signing.id
        desk.forget(id, in: scope)
        let petition = try await host.database.read(in: scope) { transaction in
            try PetitionStore.find(id, in: &transaction)
        }
        let state = petition?.state(at: signing.arrivedAt) ?? .expired
        return state.isSignable ? .paused : state
    }
}
