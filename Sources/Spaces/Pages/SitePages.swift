import Hummingbird
import Kernel
import Localization
import Markup
package import Storage
package import Web

/// The pages of an institution outside its spaces: home, and what the law asks for.
package struct SitePages: Sendable {
    private let pages: PageBuilder
    private let modules: [String: any SpaceModule]
    private let database: Database

    /// The modules by their id.
    package init(pages: PageBuilder, modules: [String: any SpaceModule], database: Database) {
        self.pages = pages
        self.modules = modules
        self.database = database
    }

    package func mount(on routes: RouteGroup<VisitorContext>) {
        routes.shared("/") { try await home($0, $1) }
        for page in SiteLook.Link.allCases where page != .contact {
            routes.shared("/\(page.rawValue)") { try await legal(page, nil, $1) }
            routes.shared("/\(page.rawValue)/versions/:number") { request, visitor in
                guard let number = Int(try visitor.parameter("number")) else {
                    throw PageError.notFound
                }
                return try await legal(page, number, visitor)
            }
        }
    }

    /// In the institution's own words where it has some, the version of that number where one is named.
    private func legal(
        _ page: SiteLook.Link,
        _ number: Int?,
        _ visitor: VisitorContext
    ) async throws -> Reply {
        let (versions, found) = try await database.read(in: visitor.scope) { transaction in
            let versions = try LegalStore.versions(of: page, in: &transaction)
                .filter { $0.isInForce(at: transaction.now) }
            let version =
                number == nil ? versions.first : versions.first { $0.number == number }
            let view = try version.flatMap { version in
                try LegalPageView.read(version, beside: versions, visitor, in: &transaction)
            }
            return (versions, view)
        }
        guard let view = found else {
            guard number == nil, let passages = page.passages else { throw PageError.notFound }
            let builtIn = BuiltInPageView(
                page: page,
                passages: passages,
                versions: versions,
                visitor: visitor
            )
            return pages.page(
                title: visitor.t(MessageKey("layout", page.rawValue)),
                content: "\(builtIn)\(figures(page, visitor))",
                visit: visitor.visit
            ).shared()
        }
        return pages.page(
            title: visitor.t(MessageKey("layout", page.rawValue)),
            content: "\(view)\(figures(page, visitor))",
            visit: visitor.visit,
            extras: .init(isIndexed: number == nil)
        ).shared()
    }

    /// From the rules of what may be written to what was decided by them.
    private func figures(_ page: SiteLook.Link, _ visitor: VisitorContext) -> HTML {
        guard page == .moderation else { return .empty }
        let words = visitor.t("moderation.policy.figures")
        return "<p><a href=\"\(url: visitor.path("moderation"))\">\(words)</a></p>"
    }

    private func home(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        var parts: [SpaceSummary] = []
        var events: [HTML] = []
        var figures: [Space.ID: [HomeFigure]] = [:]
        let own = try await database.read(in: visitor.scope) { transaction in
            HomeContent(
                texts: try HomeStore.texts(in: &transaction),
                figures: try HomeStore.figures(in: &transaction)
            )
        }
        for space in Self.openFirst(visitor.site.publicSpaces, at: visitor.now) {
            guard let module = modules[space.module] else { continue }
            let part = try await module.summary(for: visitor.entering(space))
            parts.append(part)
            figures[space.id] = part.figures
            events.append(SpaceEvents(of: space, visitor).html)
        }
        let t = visitor.t
        let only = parts.count == 1 ? parts.first : nil
        let lead = visitor.tenant.purposes[t.language] ?? only?.lead ?? t("site.home.lead")
        let guide: HTML =
            only.map { part in
                """
                 <a href="\(url: part.guide.path)">\(part.guide.label)</a>
                """
            } ?? .empty
        let nothing = EmptyState(title: t("site.home.empty.title"), text: t("site.home.empty")).html
        let content: HTML = """
            <header class="hero hero-home"><div class="opening">
            <div class="opening-title"><h1>\(only?.title ?? visitor.institution)</h1>
            <p class="lead">\(lead)\(guide)</p></div>
            \(parts.first?.opening ?? .empty)</div></header>
            \(parts.isEmpty ? nothing : .empty)\(parts.enumerated().map { index, part in
                (index == 0 ? named(part, only == nil) + part.content
                    : named(part, true) + part.opening + part.content) + events[index]
            })
            \(HomeExtras(content: own, figures: figures, visitor: visitor))
            """
        return pages.page(title: visitor.institution, content: content, visit: visitor.visit)
            .shared()
    }

    /// What can be done now stands first; else the order is the institution's.
    static func openFirst(_ spaces: [Space], at now: Instant) -> [Space] {
        func isOpen(_ space: Space) -> Bool {
            space.state == .published
                && space.phases.contains { !$0.features.isEmpty && $0.isRunning(at: now) }
        }
        return spaces.filter(isOpen) + spaces.filter { !isOpen($0) }
    }

    /// Where there are several spaces, each begins with what it is called.
    private func named(_ part: SpaceSummary, _ isNamed: Bool) -> HTML {
        guard isNamed else { return .empty }
        return """
            <section><h2>\(part.title)</h2><p>\(part.lead)
            <a href="\(url: part.guide.path)">\(part.guide.label)</a></p></section>
            """
    }
}
