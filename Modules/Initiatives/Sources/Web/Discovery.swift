import Hummingbird
import Localization
import Markup
import Spaces
import Storage
import Web

/// `/feed`: the newest initiatives, for programs that look by themselves.
struct Discovery: Sendable {
    let initiatives: Initiatives

    func feed(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let newest = try await initiatives.host.database.read(in: visitor.scope) { transaction in
            try InitiativeStore.newest(in: &transaction)
        }
        let feed = AtomFeed(
            title: visitor.t("initiatives.feed.title"),
            entries: newest.map { initiative in
                AtomFeed.Entry(
                    name: initiative.id.text,
                    title: initiative.title,
                    summary: initiative.objectives,
                    language: initiative.language,
                    published: initiative.registeredOn,
                    path: visitor.spacePath(initiative.id.text)
                )
            },
            visitor: visitor
        )
        return .xml(feed.html, type: AtomFeed.mediaType)
    }

    /// For the head of a page.
    static func link(for visitor: VisitorContext) -> NavigationLink {
        NavigationLink(
            path: visitor.spacePath("feed"),
            label: visitor.t("initiatives.feed.title")
        )
    }
}
