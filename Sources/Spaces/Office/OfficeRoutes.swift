package import Kernel
package import Markup
import Storage
package import Web

/// Where a module declares its own pages of the back office: below `/admin/spaces/:space/<module>`.
///
/// They are there for drafts too. Each asks for a permission in the space of its address, and its handler gets a
/// reader who is in that space already, so that it can reach no other.
package struct OfficeRoutes {
    private let site: ModuleRoutes
    private let module: String
    private let host: Host

    init(_ site: ModuleRoutes, of module: String, host: Host) {
        self.site = site
        self.module = module
        self.host = host
    }

    package typealias Handler = RouteGroup<StaffContext>.Handler

    package func get(_ path: String, _ permission: Permission, use handler: @escaping Handler) {
        let enter = entering()
        site.office(permission).get(front + path) { request, staff in
            try await handler(request, try await enter(staff))
        }
    }

    /// A write; `body` says how large what it takes may be.
    package func post(
        _ path: String,
        _ permission: Permission,
        body: BodyRules = .form,
        use handler: @escaping Handler
    ) {
        let enter = entering()
        site.office(permission).post(front + path, body: body) { request, staff in
            try await handler(request, try await enter(staff))
        }
    }

    private var front: String { "/admin/spaces/:space/" + module }

    /// The space as it is stored now: the directory of sites is up to a second old.
    private func entering() -> @Sendable (StaffContext) async throws -> StaffContext {
        let (host, module) = (self.host, self.module)
        return { staff in
            let name = try staff.visitor.parameter("space")
            let site = try await host.database.read(in: staff.scope) {
                try TenantStore.own(in: &$0)
            }
            let space = site?.spaces.first { $0.id.description == name && $0.module == module }
            guard let space else { throw PageError.notFound }
            return try staff.entering(space)
        }
    }

    /// Where a module's pages of the office about a space stand.
    package static func path(
        of module: String,
        in space: Space.ID,
        _ visitor: VisitorContext
    ) -> Path {
        visitor.path("admin", "spaces", space.description, module)
    }

    /// The same without a language, for the language menu.
    package static func address(of module: String, in space: Space.ID) -> String {
        "/admin/spaces/\(space)/\(module)"
    }
}

extension Host {
    /// What pages of the back office stand in, those of modules too.
    package var office: OfficeFrame { OfficeFrame(pages: pages, places: OfficePages.places) }
}

extension SpaceModule {
    /// A module may do with the pages of the house.
    package func mountOffice(on routes: OfficeRoutes) {}
}
