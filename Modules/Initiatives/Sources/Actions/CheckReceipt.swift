import Kernel
import Ledger
import Spaces
import Storage
import Vault

extension Initiatives {
    /// The day on which the statement behind a receipt was counted; nil when none belongs to it.
    func check(
        receipt: String,
        of id: Initiative.ID,
        in scope: Scope
    ) async throws -> CivilDate? {
        let item = scope.subject(of: id)
        let receipts = ReceiptKey(tenant: scope.tenant, item: item, vault: host.vault)
        guard let (sequence, nonce) = receipts.read(receipt) else { return nil }
        return try await host.database.read(in: scope) { transaction in
            try LedgerStore.day(
                ofSequence: sequence,
                nonce: nonce,
                item: item,
                in: &transaction
            )
        }
    }
}
