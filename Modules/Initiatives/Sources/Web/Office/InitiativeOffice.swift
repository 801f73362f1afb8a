import Kernel
import Localization
import Markup
import Spaces
import Storage
import Web

/// What this module's pages of the back office share: where they stand, and what stands around them.
struct InitiativeOffice: Sendable {
    let initiatives: Initiatives

    /// Below `/admin/spaces/:space/initiatives`.
    static func path(_ visitor: VisitorContext, _ segments: String...) -> Path {
        segments.reduce(
            OfficeRoutes.path(of: module, in: visitor.space?.id ?? .site, visitor)
        ) { $0.appending($1) }
    }

    private static let module = Initiatives.manifest.id

    /// A page about the space's initiatives, or about one of them.
    func page(
        _ title: String,
        _ content: HTML,
        at segments: [String] = [],
        about initiative: Initiative? = nil,
        typed: Typed = Typed(),
        for staff: StaffContext
    ) -> Reply {
        let visitor = staff.visitor
        let address = OfficeRoutes.address(of: Self.module, in: visitor.space?.id ?? .site)
        let extras = OfficeFrame.Extras(
            hasProblems: !typed.isFine,
            address: address + segments.map { "/" + $0 }.joined(),
            above: above(segments, initiative, staff)
        )
        let page: HTML = """
            \(ErrorSummary(problems: typed.list, t: visitor.t))\(Self.done(visitor))\
            <h1>\(title)</h1>\(content)
            """
        return initiatives.host.office.page(title, page, extras, for: staff)
    }

    /// The space, the list, the initiative: whatever stands above a page.
    private func above(
        _ segments: [String],
        _ initiative: Initiative?,
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
        links.append(
            NavigationLink(path: Self.path(visitor), label: t("initiatives.office.title"))
        )
        if let initiative, segments.count > 1 {
            links.append(
                NavigationLink(
                    path: Self.path(visitor, initiative.id.text),
                    label: initiative.id.registrationNumber
                )
            )
        }
        return links
    }

    /// What was done on the page before this one.
    private static func done(_ visitor: VisitorContext) -> HTML {
        let name = visitor.visit.query["done"]
        guard dones.contains(name) else { return .empty }
        return Notice(.success, title: visitor.t(MessageKey("initiatives.office.done", name))).html
    }

    private static let dones: Set<String> = [
        "registered", "text", "group", "document", "removed", "period", "step", "key", "exchanged",
        "invited", "taken", "withdrawn",
    ]

    /// The initiative of the address, as it is stored now.
    ///
    /// Throws `notFound`.
    func initiative(_ visitor: VisitorContext) async throws -> Initiative {
        guard let id = Initiative.ID(try visitor.parameter("initiative")) else {
            throw PageError.notFound
        }
        let found = try await initiatives.host.database.read(in: visitor.scope) {
            try InitiativeStore.find(id, in: &$0)
        }
        guard let found else { throw PageError.notFound }
        return found
    }

    /// What an edit that was refused says on the page; nil for one that can be mended there.
    static func problem(_ refusal: Initiatives.EditRefusal, _ t: Translator) throws -> String {
        switch refusal {
        case .notFound: throw PageError.notFound
        case .changedMeanwhile: t("initiatives.office.refused.changed")
        case .fileGone: t("initiatives.office.refused.file")
        }
    }
}
