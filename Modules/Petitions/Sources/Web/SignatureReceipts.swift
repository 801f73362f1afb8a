import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Storage
import Web

/// `/:petition/thanks/:receipt` after signing, and the pages on which a receipt is checked.
struct SignatureReceipts: Sendable {
    let petitions: Petitions

    private var place: SigningPlace { SigningPlace(petitions: petitions) }

    /// Where a receipt is checked.
    var checks: ReceiptPages {
        let petitions = self.petitions
        let words: ReceiptPages.Words = { MessageKey("petitions.receipt", $0) }
        return ReceiptPages(petitions.host, words: words) { visitor in
            let petition = try await petitions.recentDetails(for: visitor).petition
            return ReceiptPlace(
                id: petition.id.text,
                subject: visitor.scope.subject(of: petition.id),
                title: petition.title,
                language: petition.language,
                above: [
                    visitor.petitionsLink,
                    NavigationLink(
                        path: visitor.spacePath(petition.id.text),
                        label: visitor.t("petitions.sign.crumb")
                    ),
                ],
                back: visitor.t("petitions.sign.return")
            )
        }
    }

    /// The page to which a counted signature leads; of a petition that gathers too, for whoever has the receipt.
    func thanks(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let id = try visitor.petitionID()
        let receipt = String(try visitor.parameter("receipt").prefix(Limits.receiptCharacters))
        let scope = visitor.scope
        let day = try await petitions.host.day(
            ofReceipt: receipt,
            of: scope.subject(of: id),
            in: scope
        )
        guard day != nil, let petition = try await readable(id, in: scope) else {
            throw PageError.notFound
        }
        let view = SignatureThanks(petition: petition, receipt: receipt, visitor: visitor)
        return petitions.host.pages.page(
            title: visitor.t("petitions.thanks.title"),
            content: view.html,
            visit: visitor.visit,
            extras: .init(scripts: ["js/copy.js"], isIndexed: false)
        )
    }

    /// As it was within the last second, where everybody reads it: a crowd comes here.
    private func readable(_ id: Petition.ID, in scope: Scope) async throws -> Petition? {
        if let details = try await petitions.showRecent(id, in: scope) { return details.petition }
        let found = try await petitions.host.database.read(in: scope) { transaction in
            try PetitionStore.find(id, in: &transaction)
        }
        guard let found, found.stage == .gathering, found.isShown else { return nil }
        return found
    }
}
