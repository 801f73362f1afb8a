import HTTPTypes
package import Hummingbird
import Kernel

/// All routes of the server: declared through groups, so that each has a gate.
package final class RouteTable {
    private let router = Router(context: SiteContext.self, options: [.autoGenerateHeadEndpoints])
    private var methods: [String: Set<String>] = [:]
    package private(set) var routes: [Route] = []

    package init() {}

    /// The routes of a module, under the address of its spaces.
    package func module(_ id: String) -> ModuleRoutes {
        ModuleRoutes(
            anyone: VisitorRoutes(
                table: self,
                module: id,
                front: "/spaces/\(id)",
                shown: "/{language}/{space}"
            ),
            api: VisitorRoutes(
                table: self,
                module: id,
                front: "/api/v1/spaces/\(id)",
                shown: "/api/v1/{space}"
            )
        )
    }

    /// The routes of a tenant's site outside its spaces.
    package var site: VisitorRoutes {
        VisitorRoutes(table: self, module: "site", front: "/site", shown: "/{language}")
    }

    /// What machines ask for at a fixed place on a tenant's site, in no language.
    package var files: VisitorRoutes {
        VisitorRoutes(table: self, module: "site", front: "/files", shown: "")
    }

    /// The installation's own pages.
    package var portal: PortalRoutes { PortalRoutes(table: self) }

    /// Declares a route whose handler answers in a context of that gate.
    func add<Context: ChildRequestContext>(
        _ method: HTTPRequest.Method,
        _ path: String,
        shown: String,
        gate: Route.Gate,
        module: String,
        in context: Context.Type,
        use handler: @escaping @Sendable (Request, Context, Visit?) async throws -> Response
    ) where Context.ParentContext == SiteContext {
        routes.append(Route(method: method.rawValue, path: shown, gate: gate, module: module))
        methods[path, default: []].insert(method.rawValue)
        router.on(RouterPath(path), method: method) { request, context in
            try await handler(request, Context(context: context), context.visit)
        }
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

/// The groups in which a module declares its routes: the group is the gate.
package struct ModuleRoutes {
    package let anyone: VisitorRoutes
    /// Data for machines, without a language in the address.
    package let api: VisitorRoutes
}

/// Routes that anyone may ask for.
package struct VisitorRoutes {
    package typealias Handler = @Sendable (Request, VisitorContext) async throws -> Reply

    let table: RouteTable
    let module: String
    let front: String
    let shown: String

    package func get(_ path: String, use handler: @escaping Handler) {
        add(.get, path, handler)
    }

    package func post(_ path: String, use handler: @escaping Handler) {
        add(.post, path, handler)
    }

    private func add(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Handler) {
        let tail = path == "/" ? "" : path
        table.add(
            method,
            front + tail,
            shown: shown + path,
            gate: .anyone,
            module: module,
            in: VisitorContext.self
        ) { request, context, visit in
            let reply = try await handler(request, context)
            return visit?.publication?.publish(reply, to: request)
                ?? reply.response(from: request, context: context)
        }
    }
}

/// Routes of the installation's own pages.
package struct PortalRoutes {
    package typealias Handler = @Sendable (Request, PortalContext) async throws -> Reply

    let table: RouteTable

    package func get(_ path: String, use handler: @escaping Handler) {
        table.add(
            .get,
            "/portal" + (path == "/" ? "" : path),
            shown: "(portal) /{language}" + path,
            gate: .anyone,
            module: "site",
            in: PortalContext.self
        ) { request, context, visit in
            let reply = try await handler(request, context)
            return visit?.publication?.publish(reply, to: request)
                ?? reply.response(from: request, context: context)
        }
    }
}
