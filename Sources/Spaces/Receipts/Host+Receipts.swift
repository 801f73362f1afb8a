package import Kernel
import Ledger
import Storage
import Vault

extension Host {
    /// The day on which the entry behind a receipt was counted for this subject; nil when none belongs
    /// to it.
    package func day(
        ofReceipt receipt: String,
        of subject: Subject,
        in scope: Scope
    ) async throws -> CivilDate? {
        let receipts = ReceiptKey(tenant: scope.tenant, item: subject, vault: vault)
        guard let (sequence, nonce) = receipts.read(receipt) else { return nil }
        return try await database.read(in: scope) { transaction in
            try LedgerStore.day(
                ofSequence: sequence,
                nonce: nonce,
                item: subject,
                in: &transaction
            )
        }
    }
}
