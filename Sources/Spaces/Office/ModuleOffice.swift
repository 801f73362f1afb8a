import Kernel
package import Localization
package import Markup
package import Web

/// The pages of a module in the back office: where they stand, what stands around them, and what was just done.
package struct ModuleOffice: Sendable {
    /// One thing of the module, as the way to its pages names it.
    package struct Thing: Sendable {
        let segment: String
        let label: String

        /// `segment` is what its address begins with below the module's.
        package init(_ segment: String, label: String) {
            self.segment = segment
            self.label = label
        }
    }

    private let module: String
    private let title: MessageKey
    private let done: MessageGroup
    private let dones: Set<String>
    private let frame: OfficeFrame

    /// `dones` are the names behind `done` of what a page says that another one led to: `?done=step`.
    package init(
        _ module: String,
        title: MessageKey,
        done: MessageGroup,
        _ dones: Set<String>,
        in frame: OfficeFrame
    ) {
        self.module = module
        self.title = title
        self.done = done
        self.dones = dones
        self.frame = frame
    }

    /// A page about the space's things, or about one of them.
    package func page(
        _ title: String,
        _ content: HTML,
        at segments: [String] = [],
        about thing: Thing? = nil,
        typed: Typed = Typed(),
        scripts: [String] = [],
        for staff: StaffContext
    ) -> Reply {
        let visitor = staff.visitor
        let address = OfficeRoutes.address(of: module, in: visitor.space?.id ?? .site)
        let extras = OfficeFrame.Extras(
            hasProblems: !typed.isFine,
            address: address + segments.map { "/" + $0 }.joined(),
            above: above(segments, thing, staff),
            scripts: scripts
        )
        let page: HTML = """
            \(ErrorSummary(problems: typed.list, t: visitor.t))\(said(visitor))\
            <h1>\(title)</h1>\(content)
            """
        return frame.page(title, page, extras, for: staff)
    }

    /// The space, the list, the thing: whatever stands above a page.
    private func above(
        _ segments: [String],
        _ thing: Thing?,
        _ staff: StaffContext
    ) -> [NavigationLink] {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        guard let space = visitor.space else { return [] }
        var links: [NavigationLink] = []
        if staff.allows("site.spaces", in: space) {
            let path = visitor.path("admin", "spaces", space.id.description)
            links.append(NavigationLink(path: path, label: space.title(t)))
        }
        guard !segments.isEmpty else { return links }
        let list = OfficeRoutes.path(of: module, in: space.id, visitor)
        links.append(NavigationLink(path: list, label: t(title)))
        if let thing, segments.count > 1 {
            links.append(NavigationLink(path: list.appending(thing.segment), label: thing.label))
        }
        return links
    }

    /// What was done on the page before this one.
    private func said(_ visitor: VisitorContext) -> HTML {
        let name = visitor.visit.query["done"]
        guard dones.contains(name) else { return .empty }
        return Notice(.success, title: visitor.t(done[name])).html
    }
}
