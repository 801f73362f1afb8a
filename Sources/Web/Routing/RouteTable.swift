import HTTPTypes
import Hummingbird
import Kernel
package import Localization

/// All routes of the server: declared through groups, so that each has a gate.
package final class RouteTable {
    private let router = Router(context: SiteContext.self, options: [.autoGenerateHeadEndpoints])
    /// Names the group of a reader; empty for nobody in particular.
    package typealias ReaderGroups = @Sendable (LanguagePreference) -> String

    private var methods: [String: Set<String>] = [:]
    private var shared: [String: PageQuery] = [:]
    private var bodies: [String: BodyRules] = [:]
    private(set) var fillers: [SlotFillers.Kind: SlotFiller] = [:]
    private(set) var readers: [String: ReaderGroups] = [:]
    package private(set) var routes: [Route] = []

    package init() {}

    /// The routes of a module, under the address of its spaces.
    package func module(_ id: String) -> ModuleRoutes {
        ModuleRoutes(
            table: self,
            module: id,
            place: RouteGroup.Place(front: "/spaces/\(id)", shown: "/{language}/{space}"),
            api: visitors(
                module: id,
                front: "/api/v1/spaces/\(id)",
                shown: "/api/v1/{space}"
            )
        )
    }

    /// The routes of a tenant's site outside its spaces.
    package var site: ModuleRoutes { site(of: "site") }

    /// The same for a module's own pages of the back office.
    package func site(of module: String) -> ModuleRoutes {
        ModuleRoutes(
            table: self,
            module: module,
            place: RouteGroup.Place(front: "/site", shown: "/{language}"),
            api: visitors(module: "site", front: "/api/v1/site", shown: "/api/v1")
        )
    }

    /// What machines ask for at a fixed place on a tenant's site, in no language.
    package var files: RouteGroup<VisitorContext> {
        visitors(module: "site", front: "/files", shown: "")
    }

    /// The installation's own pages.
    package var portal: RouteGroup<PortalContext> { portal(shown: "(portal) /{language}") }

    /// What machines ask for at a fixed place of the installation, in no language.
    package var portalFiles: RouteGroup<PortalContext> { portal(shown: "(portal) ") }

    private func portal(shown: String) -> RouteGroup<PortalContext> {
        RouteGroup(
            table: self,
            module: "site",
            gate: .anyone,
            place: RouteGroup.Place(front: "/portal", shown: shown)
        ) {
            try PortalContext(context: $0)
        }
    }

    private func visitors(
        module: String,
        front: String,
        shown: String
    ) -> RouteGroup<VisitorContext> {
        RouteGroup(
            table: self,
            module: module,
            gate: .anyone,
            place: RouteGroup.Place(front: front, shown: shown)
        ) {
            try VisitorContext(context: $0)
        }
    }

    /// Declares a route; every route comes from a group, and so has a gate.
    func add(
        _ route: Route,
        _ method: HTTPRequest.Method,
        at path: String,
        use handler: @escaping @Sendable (Request, SiteContext) async throws -> Response
    ) {
        routes.append(route)
        methods[path, default: []].insert(method.rawValue)
        router.on(RouterPath(path), method: method, use: handler)
    }

    /// Declares that all readers share what stands at an address.
    func share(_ path: String, _ query: PageQuery) { shared[path] = query }

    /// Declares how large what is sent to an address may be.
    func take(_ body: BodyRules, at path: String) { bodies[path] = body }

    func fill(_ name: String, of module: String, use filler: @escaping SlotFiller) {
        fillers[SlotFillers.Kind(owner: module, name: name)] = filler
    }

    func group(_ readers: @escaping ReaderGroups, of module: String) {
        self.readers[module] = readers
    }

    var sharedRoutes: SharedRoutes {
        SharedRoutes(
            methods.filter { $0.value.contains("GET") }.keys.map { ($0, shared[$0]) }
        )
    }

    /// What each address that is written to takes.
    var bodyRules: RoutePatterns<BodyRules> {
        RoutePatterns(bodies.map { ($0.key, $0.value) })
    }

    /// The first parts of the addresses of a site outside its spaces: no space may have one of them.
    package var siteNames: Set<String> {
        let names = routes.filter { $0.module == "site" && !$0.path.hasPrefix("(") }
            .compactMap { route -> Substring? in
                let parts = route.path.split(separator: "/").drop { part in
                    part == "{language}" || part == "api" || part == "v1"
                }
                return parts.first
            }
        return Set(names.filter { !$0.hasPrefix(":") }.map(String.init))
    }

    /// Ends the declarations.
    ///
    /// Known addresses answer other methods with what they allow (405).
    func makeResponder() -> some HTTPResponder<SiteContext> {
        for (path, declared) in methods {
            let hasGet = declared.contains("GET")
            let allowed = (declared.union(hasGet ? ["HEAD"] : [])).sorted()
            for method in Self.allMethods where !allowed.contains(method) {
                guard let method = HTTPRequest.Method(method) else { continue }
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw PageError.methodNotAllowed(allowed: allowed)
                }
            }
        }
        return router.buildResponder()
    }

    private static let allMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
}
