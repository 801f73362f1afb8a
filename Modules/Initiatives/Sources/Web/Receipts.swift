import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// `/:initiative/thanks/:receipt` after signing, and `/:initiative/receipts` to check one.
struct Receipts: Sendable {
    let initiatives: Initiatives

    /// The page to which a counted statement leads.
    func thanks(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let (details, receipt, day) = try await checked(visitor)
        guard day != nil else { throw PageError.notFound }
        let view = ThanksPage(details: details, receipt: receipt, visitor: visitor)
        return page(title: visitor.t("initiatives.thanks.title"), view.html, visitor)
    }

    /// Where a receipt can be typed in.
    func index(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let details = try await initiatives.details(for: visitor)
        let typed = String(visitor.visit.query["receipt"].prefix(64))
        guard typed.isEmpty else {
            return .redirect(
                to: visitor.spacePath(details.initiative.id.text, "receipts", typed)
            )
        }
        let view = ReceiptPage(
            initiative: details.initiative,
            receipt: "",
            finding: .notAsked,
            visitor: visitor
        )
        return page(title: visitor.t("initiatives.receipt.check"), view.html, visitor)
    }

    /// Whether a statement was counted, and on which day: nothing personal.
    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let (details, receipt, day) = try await checked(visitor)
        let view = ReceiptPage(
            initiative: details.initiative,
            receipt: receipt,
            finding: day.map { .counted($0) } ?? .unknown,
            visitor: visitor
        )
        var reply = page(title: visitor.t("initiatives.receipt.check"), view.html, visitor)
        if day == nil { reply.status = .notFound }
        return reply
    }

    private func checked(
        _ visitor: VisitorContext
    ) async throws -> (details: InitiativeDetails, receipt: String, day: CivilDate?) {
        let details = try await initiatives.details(for: visitor)
        let receipt = String(try visitor.parameter("receipt").prefix(64))
        let day = try await initiatives.check(
            receipt: receipt,
            of: details.initiative.id,
            in: visitor.scope
        )
        return (details, receipt, day)
    }

    private func page(title: String, _ content: HTML, _ visitor: VisitorContext) -> Reply {
        initiatives.host.pages.page(
            title: title,
            content: content,
            visit: visitor.visit,
            extras: .init(scripts: ["js/copy.js"], isIndexed: false)
        )
    }
}
