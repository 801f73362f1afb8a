import Hummingbird
import Kernel
import Localization
import Web

/// `/moderation`: what everybody may know of moderation here; one page for all readers.
struct Transparency: Sendable {
    let desk: ModerationDesk
    let pages: PageBuilder

    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let found = try await desk.transparency(in: visitor.scope)
        let t = visitor.t
        return pages.page(
            title: t("moderation.transparency.title"),
            content: TransparencyView(found: found, visitor: visitor).html,
            visit: visitor.visit,
            extras: .init(description: t("moderation.transparency.lead"))
        ).shared()
    }
}
