import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// `/:initiative/widget`, the frame for other sites, and `/:initiative/embedding`, its code.
struct Widgets: Sendable {
    let initiatives: Initiatives

    private var pages: PageBuilder { initiatives.host.pages }

    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let details = try await initiatives.details(for: visitor)
        let view = Widget(
            details: details,
            memberState: initiatives.memberStates[visitor.visit.query["country"].uppercased()],
            visitor: visitor
        )
        return pages.frame(
            title: details.initiative.said(in: visitor.visit.language.text).title,
            content: view.html,
            visit: visitor.visit,
            accent: details.initiative.dossier.campaign.lookAccent
        ).shared()
    }

    func embedding(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let details = try await initiatives.details(for: visitor)
        let offered = visitor.tenant.languages
        let asked = visitor.visit.query["language"]
        let view = EmbeddingPage(
            initiative: details.initiative,
            language: offered.first { $0.text == asked } ?? visitor.visit.language,
            memberState: initiatives.memberStates[visitor.visit.query["country"].uppercased()],
            memberStates: initiatives.memberStates,
            languages: pages.languages(visitor.visit),
            visitor: visitor
        )
        return pages.page(
            title: visitor.t("initiatives.embedding.title"),
            content: view.html,
            visit: visitor.visit,
            extras: .init(
                description: visitor.t("initiatives.embedding.lead"),
                scripts: ["js/copy.js"],
                isIndexed: false
            )
        ).shared()
    }
}
