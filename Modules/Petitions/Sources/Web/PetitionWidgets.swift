import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// `/:petition/widget`, the frame for other sites; `/:petition/embedding`, its code; `/:petition/poster`, the same
/// on paper.
struct PetitionWidgets: Sendable {
    let petitions: Petitions

    private var pages: PageBuilder { petitions.host.pages }

    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let petition = try await readable(visitor).petition
        let view = PetitionWidget(petition: petition, visitor: visitor)
        return pages.frame(title: petition.title, content: view.html, visit: visitor.visit)
            .shared()
    }

    func embedding(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let petition = try await readable(visitor).petition
        let asked = visitor.visit.query["language"]
        let view = PetitionEmbeddingPage(
            petition: petition,
            language: visitor.tenant.languages.first { $0.text == asked }
                ?? visitor.visit.language,
            languages: pages.languages(visitor.visit),
            visitor: visitor
        )
        return pages.page(
            title: visitor.t("petitions.embedding.title"),
            content: view.html,
            visit: visitor.visit,
            extras: .init(
                description: visitor.t("petitions.embedding.lead"),
                scripts: ["js/copy.js"],
                isIndexed: false
            )
        ).shared()
    }

    func poster(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let details = try await readable(visitor)
        let view = PetitionPoster(
            petition: details.petition,
            choices: details.choices,
            visitor: visitor
        )
        return pages.page(
            title: details.petition.title,
            content: view.html,
            visit: visitor.visit,
            extras: .init(
                description: visitor.t("petitions.poster.lead"),
                isIndexed: false
            )
        ).shared()
    }

    /// Throws `notFound` where its text is kept from readers.
    private func readable(_ visitor: VisitorContext) async throws -> PetitionDetails {
        let details = try await petitions.recentDetails(for: visitor)
        guard !details.petition.isTextHidden else { throw PageError.notFound }
        return details
    }
}
