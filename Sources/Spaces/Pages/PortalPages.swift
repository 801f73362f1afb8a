import Hummingbird
import Kernel
import Localization
import Markup
package import Web

/// The installation's own pages: which institutions it hosts.
package struct PortalPages: Sendable {
    private let pages: PageBuilder

    package init(pages: PageBuilder) {
        self.pages = pages
    }

    package func mount(
        on routes: RouteGroup<PortalContext>,
        files: RouteGroup<PortalContext>
    ) {
        routes.shared("/") { request, portal in index(portal) }
        // Nothing is forbidden; each institution tells its pages at its own host.
        files.shared("/robots.txt") { _, _ in .text("User-agent: *\nDisallow:\n") }
    }

    private func index(_ portal: PortalContext) -> Reply {
        let t = portal.visit.translator
        let listed = portal.sites.filter(\.tenant.isListed)
        let nothing = EmptyState(title: t("portal.empty.title"), text: t("portal.empty")).html
        let list: HTML = """
            <ul class="cards">\(listed.map { item($0, portal) })</ul>
            """
        let content: HTML = """
            <header class="band"><h1>\(t("portal.title"))</h1>
            <p>\(t("portal.lead"))</p></header>
            \(nothing, when: listed.isEmpty)\(list, when: !listed.isEmpty)
            """
        return pages.page(title: t("portal.name"), content: content, visit: portal.visit).shared()
    }

    private func item(_ site: Site, _ portal: PortalContext) -> HTML {
        let t = portal.visit.translator
        let spaces = site.publicSpaces.map { $0.title(t) }
        let names: HTML = """
            <p class="meta">\(spaces.joined(separator: " · "))</p>
            """
        let card = Card(
            title: site.tenant.name.text(in: t.language),
            path: address(of: site, portal),
            content: names
        )
        return "<li>\(card)</li>\n"
    }

    /// The institution's own host, or its name under `localhost` on the same port.
    private func address(of site: Site, _ portal: PortalContext) -> Path {
        let port = portal.visit.host.split(separator: ":").dropFirst().last.flatMap { Int($0) }
        return Path(web: "\(site.origin(port: port))/\(portal.visit.language)/") ?? "/"
    }
}
