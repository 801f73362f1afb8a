import HTTPTypes
package import Hummingbird
package import Kernel
import Localization
import Logging
import Markup
import NIOCore
import Storage

/// Everything between a request and its route: whose site, which language, from the cache or not,
/// may it write, and what to say when something is wrong.
package struct SiteResponder: HTTPResponder {
    package typealias Context = SiteContext

    private let files: StaticFiles
    let destinations: Destinations
    let bodyRules: RoutePatterns<BodyRules>
    private let translations: Translations
    let cache = PageCache()
    private let protection: WriteProtection
    let errorPages: ErrorPages
    private let routes: any HTTPResponder<SiteContext>
    private let sessions: SessionSource
    let fillers: SlotFillers
    let writers = RecentWriters()
    private let clock: Clock

    package init(
        files: StaticFiles,
        directory: SiteDirectory,
        pages: PageBuilder,
        protection: WriteProtection,
        routes: RouteTable,
        sessions: SessionSource = .none,
        clock: Clock
    ) {
        self.files = files
        destinations = Destinations(
            directory: directory,
            languages: pages.translations.languages,
            shared: routes.sharedRoutes,
            readers: routes.readers
        )
        bodyRules = routes.bodyRules
        translations = pages.translations
        self.protection = protection
        errorPages = ErrorPages(pages: pages)
        self.routes = routes.makeResponder()
        self.sessions = sessions
        fillers = SlotFillers(pages: pages, declared: routes.fillers)
        self.clock = clock
    }

    /// Lets no page of some institutions from before be sent any more, also when the database is away; nil
    /// stands for all, and pages that are of no institution name many.
    package func forgetPages(of tenants: Set<Tenant.ID>?) {
        guard let tenants else { return cache.forget() }
        let gone = cache.hosts.filter { host in
            guard case .site(let site) = destinations.directory.answer(for: host) else {
                return true
            }
            return tenants.contains(site.tenant.id)
        }
        cache.forget(atHosts: gone)
    }

    package func respond(to request: Request, context: SiteContext) async throws -> Response {
        let now = clock.now
        do {
            let (head, authority) = try RequestTarget.read(request.head)
            let path = Substring((head.path ?? "/").utf8.prefix { $0 != UInt8(ascii: "?") })
            if let icon = ownIcon(head, path: path, at: authority) { return icon }
            if let file = files.response(to: head, path: path) { return file }
            let destination = try destinations.find(head, at: authority)
            return await respond(
                to: Request(head: head, body: request.body),
                destination,
                context: context,
                now: now
            )
        } catch {
            return await refusal(error, request, context)
        }
    }

    private func respond(
        to request: Request,
        _ destination: Destination,
        context: SiteContext,
        now: Instant
    ) async -> Response {
        let isRead = request.method == .get || request.method == .head
        if isRead, destination.isLanguageless { return redirect(to: destination) }
        var context = context
        context.routePath = destination.address.routePath
        context.bodyRules = bodyRules.value(at: context.routePath) ?? .form
        // Known before anything is read, so that a page that says no speaks the reader's language.
        context.visit = visit(destination, request, context, now: now)
        let token = sessionToken(of: request, at: destination)
        var response: Response
        do {
            let session = try await session(token, at: destination, now: now)
            if session != nil {
                context.visit = visit(destination, request, context, now: now, session: session)
            }
            if isRead, let key = destination.key {
                response = try await read(key, request, destination, context, now)
            } else {
                response = await answer(request, destination, context: context, now: now)
                if !isRead, let session { writers.note(session, at: clock.now) }
            }
            if token != nil, session == nil { response.endSession(at: destination) }
        } catch {
            response = await refusal(error, request, context)
        }
        guard isRead, response.status.code >= 500, let key = destination.key else {
            return response
        }
        return standIn(
            key,
            for: request.head,
            mayHaveSession: token != nil,
            context,
            at: now
        ) ?? response
    }

    /// Answers without the cache; never throws, whatever the route does.
    func answer(
        _ request: Request,
        _ destination: Destination,
        context: SiteContext,
        now: Instant
    ) async -> Response {
        var request = request
        var response: Response
        let record = WriteRecord()
        do {
            guard !destination.isLanguageless else { throw PageError.notFound }
            try await request.keepForm(context.bodyRules)
            let whole = request
            response = try await record.watch {
                try await route(whole, context: context, now: now)
            }
        } catch {
            response = await refusal(error, request, context, after: record)
        }
        SecurityHeaders.add(to: &response.headers)
        return response
    }

    /// The page that says no, with what was typed where sending it again may do.
    private func refusal(
        _ error: any Error,
        _ request: Request,
        _ context: SiteContext,
        after record: WriteRecord = WriteRecord()
    ) async -> Response {
        var response = await page(for: error, record, request: request, context: context)
        // What may have been done already is not offered to be sent again.
        if !record.mayHaveStored,
            let again = await GivenBack(errorPages: errorPages).reply(to: error, request, context)
        {
            response = again.response(from: request, context: context)
        }
        SecurityHeaders.add(to: &response.headers)
        return response
    }

    func visit(
        _ destination: Destination,
        _ request: Request,
        _ context: SiteContext,
        now: Instant,
        session: Session? = nil,
        publication: Publication? = nil
    ) -> Visit {
        Visit(
            destination,
            translator: translations.translator(for: destination.language),
            now: now,
            session: session,
            network: destination.key == nil || request.head.isWrite
                ? protection.network(of: request.head, peer: context.peer) : nil,
            publication: publication,
            bodyRules: context.bodyRules
        )
    }

    private func session(
        _ token: String?,
        at destination: Destination,
        now: Instant
    ) async throws -> Session? {
        guard let token, case .tenant(let site, _) = destination.place else { return nil }
        return try await sessions.session(of: token, at: site, now: now)
    }

    private func sessionToken(of request: Request, at destination: Destination) -> String? {
        let isSecure = Visit.isSecure(host: destination.host)
        return PrivateCookie.session.value(in: request.headers, isSecure: isSecure)
    }

    private func redirect(to destination: Destination) -> Response {
        var response = Response(
            status: .found,
            headers: [
                .location: "/" + destination.language.text + destination.localAddress,
                .vary: "Accept-Language", .cacheControl: "no-store",
            ]
        )
        SecurityHeaders.add(to: &response.headers)
        return response
    }

    /// Leads to an institution's own icon, where browsers ask for one by themselves.
    private func ownIcon(
        _ request: HTTPRequest,
        path: Substring,
        at authority: RequestAuthority
    ) -> Response? {
        guard path == "/favicon.ico", request.method == .get || request.method == .head,
            case .site(let site) = destinations.directory.find(authority).answer,
            let icon = site.look.pictures[.favicon]
        else { return nil }
        return Response(
            status: .found,
            headers: [.location: icon.path.text, .cacheControl: "public, max-age=3600"]
        )
    }

    private func route(
        _ request: Request,
        context: SiteContext,
        now: Instant
    ) async throws -> Response {
        try protection.check(request.head, peer: context.peer, at: now)
        var head = request.head
        head.path = context.routePath
        let response = try await routes.respond(
            to: Request(head: head, body: request.body),
            context: context
        )
        // The router answers what it does not know with an empty body.
        guard context.coreContext.endpointPath.value != Self.noRoute else {
            throw PageError.notFound
        }
        return response
    }

    /// Hummingbird's name for no endpoint.
    private static let noRoute = "NotFound"
}
