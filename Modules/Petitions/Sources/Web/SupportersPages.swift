import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// `/supporters/:petition/:secret`: a petition before it is published, for whoever was sent its link.
struct SupportersPages: Sendable {
    let petitions: Petitions

    /// Nobody learns without the link whether there is such a petition.
    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let (id, secret) = (try visitor.petitionID(), try visitor.parameter("secret"))
        let found = try await petitions.supported(id, by: secret, in: visitor.scope)
        guard let found else { throw PageError.notFound }
        // Once it is published, it stands where everybody finds it.
        if found.petition.isPublic { return .redirect(to: visitor.spacePath(id.text)) }
        let isOpen = found.petition.state(at: visitor.now) == .gathering
        guard isOpen else { return over(visitor, id, secret) }
        let view = SupportersView(found: found, secret: secret, visitor: visitor)
        return page(found.petition.title, view.html, visitor, id, secret)
    }

    private func over(
        _ visitor: VisitorContext,
        _ id: Petition.ID,
        _ secret: String
    ) -> Reply {
        let t = visitor.t
        let title = t("petitions.supporters.over.title")
        let back = ButtonLink(t("petitions.supporters.over.button"), to: visitor.spacePath())
        var reply = page(
            title,
            """
            <div class="reading"><h1>\(title)</h1>
            <p>\(t("petitions.supporters.over.text"))</p><p>\(back)</p></div>
            """,
            visitor,
            id,
            secret
        )
        reply.status = .gone
        return reply
    }

    private func page(
        _ title: String,
        _ content: HTML,
        _ visitor: VisitorContext,
        _ id: Petition.ID,
        _ secret: String
    ) -> Reply {
        petitions.host.pages.page(
            title: title,
            content: content,
            visit: visitor.visit,
            extras: .init(
                isIndexed: false,
                address: visitor.localAddress("supporters", id.text, secret)
            )
        )
    }
}
