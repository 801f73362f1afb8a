import FoundationEssentials
package import Kernel
import Ledger
import Spaces
import Storage
import Text
import Vault

extension Initiatives {
    package enum DeliverRefusal: Error, Equatable, Sendable {
        case notFound
        case unknownState
        case notScheduled
        case nothingToDeliver
        /// The collection is over, and there is no key of the authority for the key of its fingerprints.
        case noAuthorityKey
    }

    /// Gives every sealed statement of a state, in order, a line at a time, and then the manifest.
    ///
    /// Once the collection is over, further statements of the same people follow, and the key with which
    /// the authority checks all of them. Reads in short transactions: a delivery of a million statements
    /// delays nobody's signature.
    package func deliver(
        _ id: Initiative.ID,
        state: String,
        in scope: Scope,
        line write: @escaping @Sendable ([UInt8]) throws -> Void
    ) async throws -> Result<DeliveryManifest, DeliverRefusal> {
        guard let details = try await show(id, in: scope) else { return .failure(.notFound) }
        guard let memberState = memberStates[state] else { return .failure(.unknownState) }
        let initiative = details.initiative
        guard let period = initiative.period else { return .failure(.notScheduled) }
        let isOver = (initiative.endedAt ?? period.closesAt) <= scope.now
        let stored = try await host.database.read(in: scope) { transaction in
            try LedgerStore.stored(of: scope.subject(of: id), in: &transaction)
        }
        guard stored.contains(where: { $0.section == state }) else {
            return .failure(.nothingToDeliver)
        }
        // Nothing is written of a delivery that nobody could check.
        guard !isOver || initiative.wrappedFingerprintKey == nil || details.keys[state] != nil
        else { return .failure(.noAuthorityKey) }
        let package = DeliveryPackage(
            database: host.database,
            scope: scope,
            item: scope.subject(of: id),
            state: state,
            isCollectionOver: isOver,
            write: write
        )
        let written = try await package.writeAll()
        guard written.statements > 0 else { return .failure(.nothingToDeliver) }
        let signer = try DeliverySigner(tenant: scope.tenant, vault: host.vault)
        return .success(
            DeliveryManifest(
                format: DeliveryManifest.currentFormat,
                tenant: scope.tenant.text,
                space: scope.space.number,
                initiative: id.text,
                registrationNumber: id.registrationNumber,
                title: initiative.title,
                state: state,
                states: stateCodes,
                numberKinds: memberState.form == .number ? memberState.numbers.map(\.key) : [],
                form: Statement.form,
                statements: written.statements,
                alternates: written.alternates,
                fingerprintKey: isOver ? try sealedKey(of: details, state, in: scope) : nil,
                sha256: written.hash,
                firstDay: period.firstDay.iso,
                lastDay: (initiative.collectionEnd ?? period.lastDay).iso,
                isCollectionOver: isOver,
                createdAt: scope.now.iso8601,
                signer: Data(signer.publicKey).base64EncodedString()
            )
        )
    }

    /// The key of a state's fingerprints for its authority alone; nil once it was destroyed.
    private func sealedKey(
        of details: InitiativeDetails,
        _ state: String,
        in scope: Scope
    ) throws -> String? {
        let initiative = details.initiative
        guard let wrapped = initiative.wrappedFingerprintKey, let authority = details.keys[state]
        else { return nil }
        let item = scope.subject(of: initiative.id)
        let key = try ItemFingerprintKey(
            wrapped,
            tenant: scope.tenant,
            item: item,
            vault: host.vault
        )
        let context = DeliveryManifest.keyContext(
            tenant: scope.tenant.text,
            subject: item,
            state: state
        )
        let sealed = try authority.seal(key.key(of: state).bytes, for: context)
        return Data(sealed.bytes).base64EncodedString()
    }

    /// The manifest as bytes, and their signature.
    package func sign(
        _ manifest: DeliveryManifest,
        in scope: Scope
    ) throws -> (manifest: [UInt8], signature: [UInt8]) {
        let bytes = try ReadableJSON.bytes(of: manifest)
        let signer = try DeliverySigner(tenant: scope.tenant, vault: host.vault)
        return (bytes, try signer.signature(of: bytes))
    }
}
