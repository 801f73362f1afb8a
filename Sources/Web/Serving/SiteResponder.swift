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
    private let directory: SiteDirectory
    private let translations: Translations
    private let cache = PageCache()
    private let protection: WriteProtection
    private let errorPages: ErrorPages
    private let routes: any HTTPResponder<SiteContext>
    private let sessions: SessionSource
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
        self.directory = directory
        translations = pages.translations
        self.protection = protection
        errorPages = ErrorPages(pages: pages)
        self.routes = routes.makeResponder()
        self.sessions = sessions
        self.clock = clock
    }

    package func respond(to request: Request, context: SiteContext) async throws -> Response {
        let target = request.head.path ?? "/"
        let path = Substring(target.utf8.prefix { $0 != 0x3F && $0 != 0x23 })
        if let icon = ownIcon(request.head, path: path) { return icon }
        if let file = files.response(to: request.head, path: path) { return file }

        let now = clock.now
        let reader = LanguageHeader.first(of: request.head)
        let key = PageCache.Key(
            host: request.head.authority ?? "",
            target: target,
            language: reader
        )
        guard request.method == .get || request.method == .head else {
            return await answer(request, path: String(path), context: context, now: now)
        }
        guard sessionToken(of: request) == nil else {
            let response = await answer(request, path: String(path), context: context, now: now)
            guard response.status.code >= 500 else { return response }
            return cache.last(key, at: now)?.response(to: request.head) ?? response
        }
        switch cache.find(key, at: now) {
        case .found(let entry):
            return entry.response(to: request.head)
        case .build(let old):
            let publication =
                request.method == .get ? Publication(cache: cache, key: key, now: now) : nil
            let response = await answer(
                request,
                path: String(path),
                context: context,
                now: now,
                publication: publication
            )
            // A head alone cannot be kept: the next reader builds the page.
            if publication == nil { cache.giveUp(key) }
            guard response.status.code < 500 else {
                cache.giveUp(key)
                return old?.response(to: request.head) ?? response
            }
            return response
        }
    }

    /// Leads to an institution's own icon, where browsers ask for one by themselves.
    private func ownIcon(_ request: HTTPRequest, path: Substring) -> Response? {
        guard path == "/favicon.ico", request.method == .get || request.method == .head,
            case .site(let site) = directory.answer(for: request.authority ?? ""),
            let icon = site.look.pictures[.favicon]
        else { return nil }
        return Response(
            status: .found,
            headers: [.location: icon.path.text, .cacheControl: "public, max-age=3600"]
        )
    }

    /// Answers without the cache; never throws, whatever the route does.
    private func answer(
        _ request: Request,
        path: String,
        context: SiteContext,
        now: Instant,
        publication: Publication? = nil
    ) async -> Response {
        var context = context
        var response: Response
        do {
            if let redirect = try await prepare(
                &context,
                request: request,
                path: path,
                now: now,
                publication: publication
            ) {
                response = redirect
            } else {
                response = try await route(request, context: context, now: now)
            }
        } catch {
            publication?.cache.giveUp(publication?.key ?? PageCache.Key.none)
            response = await page(for: error, request: request, context: context)
        }
        if context.visit?.session == nil, sessionToken(of: request) != nil,
            context.visit != nil, response.headers[.setCookie] == nil
        {
            // A session that is over: from here on the browser gets what every visitor gets.
            response.headers.append(
                PrivateCookie.session.clear(
                    isSecure: Visit.isSecure(host: request.head.authority ?? "")
                )
            )
        }
        SecurityHeaders.add(to: &response.headers)
        return response
    }

    /// Finds out where the request goes; gives a redirection when only its language is missing.
    private func prepare(
        _ context: inout SiteContext,
        request: Request,
        path: String,
        now: Instant,
        publication: Publication?
    ) async throws -> Response? {
        let host = request.head.authority ?? ""
        let answer = directory.answer(for: host)
        let site: Site?
        let offered: [LanguageTag]
        switch answer {
        case .unknown: throw PageError.unknownSite
        case .portal: (site, offered) = (nil, translations.languages)
        case .site(let found): (site, offered) = (found, found.tenant.languages)
        }
        let preference = LanguagePreference(acceptLanguage: request.headers[.acceptLanguage])
        let negotiated = preference.best(of: offered) ?? offered.first ?? .english
        let address = try SiteAddress(path: path, site: site, offers: offered.contains)
        let language = if case .page(let tag) = address.kind { tag } else { negotiated }
        let query = try Self.query(of: request.head.path ?? "")
        let place: Visit.Place =
            if let site {
                .tenant(site, space: address.space)
            } else if case .portal(let sites) = answer {
                .portal(sites: sites)
            } else {
                throw PageError.unknownSite
            }
        context.visit = Visit(
            place: place,
            language: language,
            translator: translations.translator(for: language),
            preference: preference,
            localAddress: address.localPath + query.text,
            query: query.data,
            now: now,
            host: host,
            session: try await session(of: request, at: site, now: now),
            network: protection.network(of: request.head, peer: context.peer),
            publication: publication
        )
        context.routePath = address.routePath
        guard case .languageless = address.kind else { return nil }
        guard request.method == .get || request.method == .head else { throw PageError.notFound }
        return redirect(to: "/" + language.text + address.localPath + query.text)
    }

    private func session(of request: Request, at site: Site?, now: Instant) async throws -> Session?
    {
        guard let site, let token = sessionToken(of: request) else { return nil }
        return try await sessions.session(of: token, at: site, now: now)
    }

    private func sessionToken(of request: Request) -> String? {
        let isSecure = Visit.isSecure(host: request.head.authority ?? "")
        return PrivateCookie.session.value(in: request.headers, isSecure: isSecure)
    }

    private func redirect(to address: String) -> Response {
        Response(
            status: .found,
            headers: [.location: address, .vary: "Accept-Language", .cacheControl: "no-store"]
        )
    }

    private static func query(of target: String) throws -> (text: String, data: FormData) {
        guard let mark = target.firstIndex(of: "?") else { return ("", .empty) }
        let text = target[mark...].prefix { $0 != "#" }
        guard text.utf8.count <= Limits.queryBytes else { throw PageError.malformed }
        return (String(text), try FormData(urlEncoded: text.dropFirst().utf8))
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

    private func page(
        for error: any Error,
        request: Request,
        context: SiteContext
    ) async -> Response {
        let reply: Reply
        if let error = error as? PageError, let visit = context.visit,
            let door = await SignInDoor(pages: errorPages.pages).reply(
                to: error,
                request,
                visit: visit
            )
        {
            reply = door
        } else if let error = error as? PageError {
            reply = errorPages.reply(to: error, visit: context.visit, reference: nil)
        } else {
            reply = fault(error, request: request, context: context)
        }
        return reply.response(from: request, context: context)
    }

    /// Logged once, here, with what leads to it and nothing that anybody typed.
    private func fault(_ error: any Error, request: Request, context: SiteContext) -> Reply {
        var metadata: Logger.Metadata = [
            "error": "\(error)", "method": "\(request.method.rawValue)",
            "route": "\(context.coreContext.endpointPath.value ?? "?")",
        ]
        if case .tenant(let site, let space) = context.visit?.place {
            metadata["tenant.id"] = "\(site.tenant.id)"
            metadata["module.id"] = "\(space?.module ?? "site")"
        }
        if let error = error as? StorageError, error.isPassing {
            context.logger.warning("the database is away", metadata: metadata)
            return unavailable(context)
        }
        if error is CancellationError {
            context.logger.warning("a request was cut by the server's stop", metadata: metadata)
            return unavailable(context)
        }
        context.logger.error("a request failed", metadata: metadata)
        return errorPages.fault(visit: context.visit, reference: context.reference)
    }

    private func unavailable(_ context: SiteContext) -> Reply {
        errorPages.reply(
            to: .unavailable(seconds: 5),
            visit: context.visit,
            reference: context.reference
        )
    }
}

extension PageCache.Key {
    static let none = PageCache.Key(host: "", target: "", language: "")
}
