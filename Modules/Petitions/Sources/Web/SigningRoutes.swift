import Spaces
import Web

/// The pages on which petitions are signed, and what was signed is looked after.
extension Petitions {
    /// To which anybody may write who is not signed in to an account.
    static let signingWrites: Set<String> = [
        "/:petition/signatures", "/:petition/signatures/withdrawals", "/:petition/confirmations",
        "/:petition/confirmations/:token", "/:petition/withdrawals/:token",
    ]

    func mountSigning(on routes: ModuleRoutes) {
        let anyone = routes.anyone
        let signatures = Signatures(petitions: self)
        anyone.get("/:petition/signature") { try await signatures.show($0, $1) }
        anyone.post("/:petition/signatures") { try await signatures.create($0, $1) }
        anyone.post("/:petition/signatures/withdrawals") { try await signatures.withdraw($0, $1) }
        let receipts = SignatureReceipts(petitions: self)
        anyone.get("/:petition/thanks/:receipt") { try await receipts.thanks($0, $1) }
        anyone.get("/:petition/receipts") { try await receipts.checks.index($0, $1) }
        anyone.get("/:petition/receipts/:receipt") { try await receipts.checks.show($0, $1) }
        let confirmations = SignatureConfirmations(petitions: self)
        anyone.post("/:petition/confirmations") { try await confirmations.create($0, $1) }
        anyone.get("/:petition/confirmations") { try await confirmations.index($0, $1) }
        anyone.get("/:petition/confirmations/:token") { try await confirmations.show($0, $1) }
        anyone.post("/:petition/confirmations/:token") { try await confirmations.confirm($0, $1) }
        anyone.get("/:petition/withdrawals/:token") { try await confirmations.ask($0, $1) }
        anyone.post("/:petition/withdrawals/:token") { try await confirmations.withdraw($0, $1) }
    }
}
