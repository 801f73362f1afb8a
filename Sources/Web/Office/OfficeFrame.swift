package import HTTPTypes
import Hummingbird
import Kernel
import Localization
package import Markup

/// What every page of the back office stands in: a menu of what its reader may do, and of nothing else.
package struct OfficeFrame: Sendable {
    package let pages: PageBuilder
    private let places: [OfficePlace]

    package init(pages: PageBuilder, places: [OfficePlace]) {
        self.pages = pages
        self.places = places
    }

    /// What is special about one page.
    package struct Extras: Sendable {
        package var status: HTTPResponse.Status = .ok
        /// Whether a form on it could not be taken.
        package var hasProblems = false
        /// Where it is read, without its language, when it answers a form sent elsewhere.
        package var address: String?
        /// The pages between the part of the office and this one.
        package var above: [NavigationLink] = []
        /// A colour to be looked at, in the place of the institution's.
        package var accent: SiteLook.Accent?
        /// The pages of its part, where there are several.
        package var parts: Tabs?
        /// What this page has beside the scripts of all pages here; it works without them.
        package var scripts: [String] = []

        package init(
            status: HTTPResponse.Status = .ok,
            hasProblems: Bool = false,
            address: String? = nil,
            above: [NavigationLink] = [],
            parts: Tabs? = nil,
            scripts: [String] = []
        ) {
            self.scripts = scripts
            self.status = hasProblems && status == .ok ? .unprocessableContent : status
            self.hasProblems = hasProblems
            self.address = address
            self.above = above
            self.parts = parts
        }
    }

    /// A page around its contents, for one reader only.
    package func page(
        _ title: String,
        _ content: HTML,
        _ extras: Extras = Extras(),
        for staff: StaffContext
    ) -> Reply {
        let t = staff.visitor.t
        let shown =
            extras.hasProblems ? t("form.errors.pageTitle", ["title": .text(title)]) : title
        var reply = pages.page(
            title: shown,
            content: """
                <div class="reading account office">\(menu(staff, extras))\
                \(way(to: title, extras, t))\(content)</div>
                """,
            visit: staff.visitor.visit,
            extras: .init(
                scripts: ["js/account.js", "js/counter.js"] + extras.scripts,
                isIndexed: false,
                address: extras.address,
                accent: extras.accent
            )
        )
        reply.status = extras.status
        return reply
    }

    /// The way back to pages above this one, where there are any.
    private func way(to title: String, _ extras: Extras, _ t: Translator) -> HTML {
        guard !extras.above.isEmpty else { return .empty }
        return Breadcrumb(above: extras.above, current: title, t: t).html
    }

    /// The parts of the office, and of the part that is open; one fold for both on a narrow screen.
    ///
    /// Nothing for whoever runs one subject only: no part of the office is theirs.
    private func menu(_ staff: StaffContext, _ extras: Extras) -> HTML {
        let visitor = staff.visitor
        let address = (extras.address ?? visitor.visit.localAddress).prefix { $0 != "?" }
        let here = address.split(separator: "/").dropFirst().first.map(String.init) ?? ""
        let open = places.filter { staff.membership.session.allowsAnywhere($0.permission) }
        guard !open.isEmpty else { return extras.parts?.html ?? .empty }
        let tabs = Tabs(
            label: visitor.t("office.menu"),
            links: open.map { place in
                NavigationLink(
                    path: place.path(in: visitor),
                    label: visitor.t(place.title),
                    isCurrent: place.name == here
                )
            }
        )
        let page = extras.parts?.current ?? tabs.current
        let fold = MenuFold(
            page.map { visitor.t("office.menu.here", ["page": .text($0)]) }
                ?? visitor.t("office.menu")
        )
        return """
            <div class="office-menu">\(fold.html, when: open.count > 1 || extras.parts != nil)\
            \(tabs)\(extras.parts?.html ?? .empty)</div>
            """
    }
}

extension OfficePlace {
    package func path(in visitor: VisitorContext) -> Path {
        name.isEmpty ? visitor.path("admin") : visitor.path("admin", name)
    }
}
