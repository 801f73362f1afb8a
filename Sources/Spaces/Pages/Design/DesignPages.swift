import FoundationEssentials
import Hummingbird
import Markup
package import Web

/// `/design`: every component in all its states, for whoever works on the pages.
///
/// It is mounted in development only. Its own words are English and in no catalogue, because
/// nobody who takes part ever sees it; the words of components are in the reader's language.
package struct DesignPages: Sendable {
    private let pages: PageBuilder
    private let map: EuropeMap

    /// `seed` reads a file of `Seeds/`: the outlines of the map.
    package init(pages: PageBuilder, seed: (String) throws -> [UInt8]) throws {
        self.pages = pages
        map = try JSONDecoder().decode(EuropeMap.self, from: Data(try seed("europe-map.json")))
    }

    package func mount(on routes: RouteGroup<VisitorContext>) {
        routes.get("/design") { request, visitor in show(visitor) }
    }

    private func show(_ visitor: VisitorContext) -> Reply {
        let t = visitor.t
        let here = visitor.path("design")
        let sections: [DesignSection] =
            DesignBasics(t: t).sections + DesignForms(here: here, t: t).sections
            + DesignWays(here: here, t: t).sections
            + DesignCharts(map: map, outlines: pages.assets.path(EuropeMap.outlines), t: t).sections
        let content: HTML = """
            <header class="hero" lang="en"><h1>Design</h1>
            <p class="lead">Every component in all its states. What is missing here does not exist; \
            what a page needs and lacks is added here first.</p></header>
            <nav class="contents" lang="en" aria-label="Contents"><ul>\(sections.map(\.link))</ul></nav>
            \(sections.map(\.html))
            """
        return pages.page(
            title: "Design",
            content: content,
            visit: visitor.visit,
            extras: .init(
                styles: ["css/design.css"],
                scripts: ["js/counter.js", "js/dialog.js", "js/copy.js", "js/account.js"],
                isIndexed: false
            )
        )
    }
}

/// One component on the page of design.
struct DesignSection: Component {
    let id: String
    let title: String
    let content: HTML

    var html: HTML {
        """
        <section id="\(id)" lang="en"><h2>\(title)</h2>
        \(content)</section>

        """
    }

    var link: HTML {
        """
        <li><a href="#\(id)">\(title)</a></li>
        """
    }
}
