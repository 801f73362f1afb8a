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
    }

    /// Gives every sealed statement of a state, in order, a line at a time, and then the manifest.
    ///
    /// Reads in short transactions: a delivery of a million statements delays nobody's signature.
    package func deliver(
        _ id: Initiative.ID,
        state: String,
        in scope: Scope,
        line write: @Sendable ([UInt8]) throws -> Void
    ) async throws -> Result<DeliveryManifest, DeliverRefusal> {
        guard let details = try await show(id, in: scope) else { return .failure(.notFound) }
        guard memberStates[state] != nil else { return .failure(.unknownState) }
        guard let period = details.initiative.period else { return .failure(.notScheduled) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var hash = RunningHash()
        var last = 0
        var count = 0
        while true {
            let after = last
            let entries = try await host.database.read(in: scope) { transaction in
                try LedgerStore.entries(
                    of: scope.subject(of: id),
                    section: state,
                    after: after,
                    limit: Limits.deliveryPageRows,
                    in: &transaction
                )
            }
            guard let final = entries.last else { break }
            for entry in entries {
                count += 1
                let line = DeliveryLine(
                    number: count,
                    day: entry.day.iso,
                    channel: entry.channel,
                    sealed: Data(entry.payload).base64EncodedString()
                )
                let bytes = Array(try encoder.encode(line)) + [UInt8(ascii: "\n")]
                hash.update(bytes)
                try write(bytes)
            }
            last = final.sequence
        }
        guard count > 0 else { return .failure(.nothingToDeliver) }
        let signer = try DeliverySigner(tenant: scope.tenant, vault: host.vault)
        return .success(
            DeliveryManifest(
                format: DeliveryManifest.currentFormat,
                tenant: scope.tenant.text,
                space: scope.space.number,
                initiative: id.text,
                registrationNumber: id.registrationNumber,
                title: details.initiative.title,
                state: state,
                form: Statement.form,
                statements: count,
                sha256: hash.hexadecimal,
                firstDay: period.firstDay.iso,
                lastDay: (details.initiative.collectionEnd ?? period.lastDay).iso,
                isCollectionOver: (details.initiative.endedAt ?? period.closesAt) <= scope.now,
                createdAt: scope.now.iso8601,
                signer: Data(signer.publicKey).base64EncodedString()
            )
        )
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
