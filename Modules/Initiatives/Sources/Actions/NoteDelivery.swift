import Audit
package import Kernel
import Ledger
import Spaces
import Storage

extension Initiatives {
    /// Notes that a delivery lies whole where its authority gets it: what it brings is not asked for again.
    ///
    /// After the last file is written, so that half of a delivery counts for nothing.
    package func noteDelivery(of manifest: DeliveryManifest, in scope: Scope) async throws {
        let audit = host.audit
        try await host.database.write(in: scope) { transaction in
            let hasKey = manifest.fingerprintKey != nil
            if hasKey {
                try InitiativeStore.keepDelivery(
                    of: manifest.initiative,
                    to: manifest.state,
                    statements: manifest.statements,
                    in: &transaction
                )
            }
            let note = AuditNote(
                Self.delivered,
                of: .initiative,
                manifest.initiative,
                after: [
                    "country": manifest.state, "statements": String(manifest.statements),
                    "with-key": hasKey ? "yes" : "no", "checksum": manifest.sha256,
                ]
            )
            try audit.note(note, in: &transaction)
        }
    }

    static let delivered: AuditAction = "initiative-delivered"

    /// The states of which not every statement was delivered with the key that belongs to it, in order.
    package func undelivered(_ id: Initiative.ID, in scope: Scope) async throws -> [String] {
        try await host.database.read(in: scope) { try Self.undelivered(id, in: &$0) }
    }

    static func undelivered(
        _ id: Initiative.ID,
        in transaction: inout Transaction
    ) throws -> [String] {
        let item = transaction.scope.subject(of: id)
        let delivered = try InitiativeStore.deliveries(of: id, in: &transaction)
        return try LedgerStore.stored(of: item, in: &transaction)
            .filter { $0.count > delivered[$0.section, default: 0] }.map(\.section)
    }
}
