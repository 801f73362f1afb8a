package import Hummingbird
import Kernel
package import Localization
import Markup
package import Web

/// `/:subject/receipts`, where the receipts of a module's subjects are checked by whoever has one.
///
/// The module brings the words for what was counted.
package struct ReceiptPages: Sendable {
    /// The key of `counted` (with a `date`), `counted.text`, `unknown` and `unknown.text`.
    package typealias Words = @Sendable (String) -> MessageKey

    private let host: Host
    private let words: Words
    private let place: @Sendable (VisitorContext) async throws -> ReceiptPlace

    /// `place` throws where there is no such subject, or none that the visitor may read.
    package init(
        _ host: Host,
        words: @escaping Words,
        place: @escaping @Sendable (VisitorContext) async throws -> ReceiptPlace
    ) {
        self.host = host
        self.words = words
        self.place = place
    }

    /// Where a receipt can be typed in.
    package func index(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let place = try await place(visitor)
        let typed = String(visitor.visit.query["receipt"].prefix(Limits.receiptCharacters))
        guard typed.isEmpty else {
            return .redirect(to: visitor.spacePath(place.id, "receipts", typed))
        }
        return page(place, receipt: "", .notAsked, visitor)
    }

    /// Whether something with this receipt was counted, and on which day: nothing personal.
    package func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let place = try await place(visitor)
        let receipt = String(try visitor.parameter("receipt").prefix(Limits.receiptCharacters))
        let day = try await host.day(ofReceipt: receipt, of: place.subject, in: visitor.scope)
        var reply = page(place, receipt: receipt, day.map { .counted($0) } ?? .unknown, visitor)
        if day == nil { reply.status = .notFound }
        return reply
    }

    private func page(
        _ place: ReceiptPlace,
        receipt: String,
        _ finding: ReceiptCheckPage.Finding,
        _ visitor: VisitorContext
    ) -> Reply {
        let view = ReceiptCheckPage(
            place: place,
            words: words,
            receipt: receipt,
            finding: finding,
            visitor: visitor
        )
        return host.pages.page(
            title: visitor.t("receipt.check"),
            content: view.html,
            visit: visitor.visit,
            extras: .init(scripts: ["js/copy.js"], isIndexed: false)
        )
    }
}
