import Jobs
import Kernel
import Ledger
import Spaces
import Storage
import Vault

/// What is done about signatures that are counted.
extension Petitions {
    /// Whether somebody's signature is counted now; false once nothing joins a signature to a person any more.
    func hasSigned(_ id: Petition.ID, _ signer: Signer, in scope: Scope) async throws -> Bool {
        guard let key = try await desk.signable(id, in: scope)?.key else { return false }
        let item = scope.subject(of: id)
        let fingerprint = Self.fingerprint(of: signer, by: key, for: item)
        return try await host.database.read(in: scope) { transaction in
            try LedgerStore.has(fingerprint, in: item, in: &transaction)
        }
    }

    /// Whether the signature of somebody whom a provider knows is counted now.
    func hasSigned(
        _ id: Petition.ID,
        _ person: AnonymousPerson,
        in scope: Scope
    ) async throws -> Bool {
        try await hasSigned(id, .person(person), in: scope)
    }

    /// Takes a signature back, as long as the petition collects.
    func withdraw(
        _ signer: Signer,
        from id: Petition.ID,
        zone: CivilZone,
        arrivedAt: Instant,
        in scope: Scope
    ) async throws -> LedgerWithdrawal.Outcome {
        guard let key = try await desk.signable(id, in: scope)?.key else { return .closed }
        let item = scope.subject(of: id)
        return try await host.ledger.withdraw(
            LedgerWithdrawal(
                tenant: scope.tenant,
                item: item,
                key: Self.fingerprint(of: signer, by: key, for: item),
                person: Self.person(of: signer, by: key, for: item),
                day: zone.date(at: arrivedAt),
                arrivedAt: arrivedAt
            )
        )
    }

    /// Writes down from where signatures came that nobody has written yet, for whoever looks at that next.
    func writeTraces(in scope: Scope) async throws {
        let waiting = traces.take(in: scope)
        guard !waiting.isEmpty else { return }
        try await write(waiting, in: scope)
    }

    /// So many in one statement; what waited for a day in this process is forgotten instead.
    func write(_ waiting: [SignatureTraces.Trace], in scope: Scope) async throws {
        let day = Duration.milliseconds(Limits.signatureTraceMilliseconds)
        let now = scope.now
        let known = waiting.filter { $0.at.adding(day) > now }
        guard let first = known.map(\.at).min() else { return }
        // Nobody of the staff does it, whoever makes it necessary.
        let own = Scope(tenant: scope.tenant, space: scope.space, actor: .visitor, now: now)
        try await host.database.write(in: own) { transaction in
            try PetitionStore.add(known, in: &transaction)
            try PetitionClosing.agenda.note(first.adding(day), in: &transaction)
        }
    }

    /// A keyed hash of a network, for one petition.
    func networkHash(_ network: [UInt8]?, of id: Petition.ID, in scope: Scope) -> [UInt8]? {
        network.map { network in
            let key = host.vault.lookupKey("petition.network", of: scope.tenant)
            let item = scope.subject(of: id).description
            return Array(key.bytes(item, Base32.encode(network)).prefix(16))
        }
    }

    /// A keyed hash of the domain of an address, for one petition.
    func domainHash(_ domain: String, of id: Petition.ID, in scope: Scope) -> [UInt8] {
        let key = host.vault.lookupKey("petition.domain", of: scope.tenant)
        return Array(key.bytes(scope.subject(of: id).description, domain).prefix(16))
    }

    /// A keyed hash of a mailbox.
    func mailboxHash(_ mailbox: CanonicalMailbox, in scope: Scope) -> [UInt8] {
        host.vault.lookupKey("petition.mailbox", of: scope.tenant)
            .bytes(scope.space.description, mailbox.text)
    }
}
