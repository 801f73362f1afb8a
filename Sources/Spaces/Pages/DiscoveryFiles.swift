import Hummingbird
import Kernel
import Markup
package import Web

/// `/robots.txt`, `/sitemap.xml` and `/sitemaps/…`: what there is to find on an institution's site.
package struct DiscoveryFiles: Sendable {
    private let modules: [String: any SpaceModule]

    /// The modules by their id.
    package init(modules: [String: any SpaceModule]) {
        self.modules = modules
    }

    package func mount(on routes: RouteGroup<VisitorContext>) {
        routes.shared("/robots.txt") { robots($1) }
        routes.shared("/sitemap.xml") { try await first($1) }
        routes.shared("/sitemaps/:number") { try await part($1) }
    }

    /// Nothing is forbidden: pages that should not be found say so themselves.
    private func robots(_ visitor: VisitorContext) -> Reply {
        .text("User-agent: *\nDisallow:\n\nSitemap: \(visitor.visit.canonical("/sitemap.xml"))\n")
    }

    /// All pages when they fit into one list, else the list of lists.
    private func first(_ visitor: VisitorContext) async throws -> Reply {
        let pages = try await pages(visitor)
        let size = pagesPerList(visitor)
        guard pages.count > size else { return list(pages[...], visitor) }
        let numbers = 1...((pages.count + size - 1) / size)
        let lists = numbers.map { number -> HTML in
            "<sitemap><loc>\(visitor.visit.canonical("/sitemaps/\(number).xml"))</loc></sitemap>\n"
        }
        return .xml(
            """
            <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            \(lists)</sitemapindex>

            """,
            type: "application/xml"
        )
    }

    private func part(_ visitor: VisitorContext) async throws -> Reply {
        let name = try visitor.parameter("number")
        let pages = try await pages(visitor)
        let size = pagesPerList(visitor)
        guard name.hasSuffix(".xml"), let number = Int(name.dropLast(4)),
            String(number) + ".xml" == name,
            number >= 1, number <= pages.count / size + 1, (number - 1) * size < pages.count
        else { throw PageError.notFound }
        return list(pages.dropFirst((number - 1) * size).prefix(size), visitor)
    }

    /// Every page names itself in all languages, in every language: lists are short where those are
    /// many.
    private func pagesPerList(_ visitor: VisitorContext) -> Int {
        let languages = visitor.tenant.languages.count
        return max(1, min(Limits.sitemapPages, Limits.sitemapLinks / (languages * (languages + 1))))
    }

    /// Addresses without their language.
    private func pages(_ visitor: VisitorContext) async throws -> [Path] {
        let look = visitor.site.look
        var pages: [Path] = ["/"]
        for page in SiteLook.Link.allCases
        where page.passages != nil || look.hasOwnPage(page, at: visitor.now) {
            pages.append(Path(page.rawValue))
        }
        pages.append("/moderation")
        for space in visitor.site.publicSpaces {
            guard let module = modules[space.module] else { continue }
            pages += try await module.publicPages(for: visitor.entering(space))
        }
        return pages
    }

    private func list(_ pages: ArraySlice<Path>, _ visitor: VisitorContext) -> Reply {
        let items = pages.map { page -> HTML in
            let alternates = links(to: page, visitor)
            let items = visitor.tenant.languages.map { language -> HTML in
                "<url><loc>\(address(of: page, in: language, visitor))</loc>\n\(alternates)</url>\n"
            }
            return "\(items)"
        }
        return .xml(
            """
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" \
            xmlns:xhtml="http://www.w3.org/1999/xhtml">
            \(items)</urlset>

            """,
            type: "application/xml"
        )
    }

    private func links(to page: Path, _ visitor: VisitorContext) -> HTML {
        let languages = visitor.tenant.languages
        guard languages.count > 1 else { return .empty }
        let links = languages.map { language -> HTML in
            """
            <xhtml:link rel="alternate" hreflang="\(language.text)" \
            href="\(address(of: page, in: language, visitor))"/>

            """
        }
        return "\(links)"
    }

    private func address(
        of page: Path,
        in language: LanguageTag,
        _ visitor: VisitorContext
    ) -> String {
        visitor.visit.canonical("/" + language.text + page.text)
    }
}
