import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// `/:initiative/thanks/:receipt` after signing, and what the pages on which one is checked need.
struct Receipts: Sendable {
    let initiatives: Initiatives

    /// Where a receipt is checked.
    var checks: ReceiptPages {
        let initiatives = self.initiatives
        let words: ReceiptPages.Words = { MessageKey("initiatives.receipt", $0) }
        return ReceiptPages(initiatives.host, words: words) { visitor in
            let initiative = try await initiatives.details(for: visitor).initiative
            return ReceiptPlace(
                id: initiative.id.text,
                subject: visitor.scope.subject(of: initiative.id),
                title: initiative.title,
                language: initiative.language,
                above: [
                    NavigationLink(path: visitor.spacePath(), label: visitor.listTitle),
                    NavigationLink(
                        path: visitor.spacePath(initiative.id.text),
                        label: visitor.t("initiatives.page.crumb")
                    ),
                ],
                back: visitor.t("initiatives.notice.back")
            )
        }
    }

    /// The page to which a counted statement leads.
    func thanks(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let details = try await initiatives.details(for: visitor)
        let receipt = String(try visitor.parameter("receipt").prefix(Limits.receiptCharacters))
        let day = try await initiatives.host.day(
            ofReceipt: receipt,
            of: visitor.scope.subject(of: details.initiative.id),
            in: visitor.scope
        )
        guard day != nil else { throw PageError.notFound }
        let view = ThanksPage(details: details, receipt: receipt, visitor: visitor)
        return initiatives.host.pages.page(
            title: visitor.t("initiatives.thanks.title"),
            content: view.html,
            visit: visitor.visit,
            extras: .init(
                scripts: ["js/copy.js"],
                isIndexed: false,
                accent: details.initiative.dossier.campaign.lookAccent
            )
        )
    }
}
