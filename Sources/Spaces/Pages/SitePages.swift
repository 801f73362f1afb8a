import Hummingbird
import Kernel
import Localization
import Markup
package import Web

/// The pages of an institution outside its spaces: home, privacy, accessibility.
package struct SitePages: Sendable {
    private let pages: PageBuilder
    private let modules: [String: any SpaceModule]

    /// The modules by their id.
    package init(pages: PageBuilder, modules: [String: any SpaceModule]) {
        self.pages = pages
        self.modules = modules
    }

    package func mount(on routes: RouteGroup<VisitorContext>) {
        routes.shared("/") { try await home($0, $1) }
        routes.shared("/privacy") { request, visitor in
            text(of: "privacy", sections: 6, for: visitor)
        }
        routes.shared("/accessibility") { request, visitor in
            text(of: "accessibility", sections: 3, for: visitor, hasContact: true)
        }
    }

    private func home(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        var parts: [SpaceSummary] = []
        var events: [HTML] = []
        for space in visitor.site.publicSpaces {
            guard let module = modules[space.module] else { continue }
            parts.append(try await module.summary(for: visitor.entering(space)))
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
            """
        return pages.page(title: visitor.institution, content: content, visit: visitor.visit)
            .shared()
    }

    /// Where there are several spaces, each begins with what it is called.
    private func named(_ part: SpaceSummary, _ isNamed: Bool) -> HTML {
        guard isNamed else { return .empty }
        return """
            <section><h2>\(part.title)</h2><p>\(part.lead)
            <a href="\(url: part.guide.path)">\(part.guide.label)</a></p></section>
            """
    }

    /// A page of headed paragraphs from the catalogue.
    ///
    /// `hasContact` ends it with the way to reach the institution, when it has named one.
    private func text(
        of page: String,
        sections: Int,
        for visitor: VisitorContext,
        hasContact: Bool = false
    ) -> Reply {
        let t = visitor.t
        let key = MessageKey("site", page)
        let parts = (1...sections).map { number -> HTML in
            let section = MessageKey(key, String(number))
            return """
                <section><h2>\(t(MessageKey(section, "title")))</h2>
                <div>\(Prose(t(MessageKey(section, "text"))))</div></section>
                """
        }
        let title = t(MessageKey("layout", page))
        let content: HTML = """
            <article class="passages"><h1>\(title)</h1>
            \(parts)\(hasContact ? contact(visitor) : .empty)</article>
            """
        return pages.page(title: title, content: content, visit: visitor.visit).shared()
    }

    private func contact(_ visitor: VisitorContext) -> HTML {
        guard let path = visitor.site.look.links[.contact].flatMap({ Path(web: $0) }) else {
            return .empty
        }
        return "<p><a href=\"\(url: path)\">\(visitor.t("layout.contact"))</a></p>"
    }
}
