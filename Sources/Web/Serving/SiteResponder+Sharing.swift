import HTTPTypes
import Hummingbird
import Kernel
import Markup

extension SiteResponder {
    /// A page that all readers share, with its slots filled for whoever is signed in.
    func read(
        _ key: PageCache.Key,
        _ request: Request,
        _ destination: Destination,
        _ context: SiteContext,
        _ now: Instant
    ) async throws -> Response {
        guard let session = context.visit?.session else {
            return await share(key, request, destination, context, now).response(to: request.head)
        }
        let hasWritten = writers.contains(session, at: now)
        let shared =
            hasWritten
            ? await build(nil, request, destination, context, now)
            : await share(key, request, destination, context, now)
        guard case .page(let page) = shared else {
            if case .other(let response) = shared, response.status.code >= 500 { return response }
            return await answer(request, destination, context: context, now: now)
        }
        let filled = try await fillers.fill(page.slots, for: context)
        return page.response(to: request.head, filling: filled)
    }

    /// What every reader gets of a shared page.
    private enum Shared {
        case page(KeptPage)
        /// What is not kept: no such page, a fault.
        case other(Response)

        func response(to request: HTTPRequest) -> Response {
            switch self {
            case .page(let page): page.response(to: request)
            case .other(let response): response
            }
        }
    }

    /// The page that every reader gets, built by the first who asks, as a visitor sees it.
    private func share(
        _ key: PageCache.Key,
        _ request: Request,
        _ destination: Destination,
        _ context: SiteContext,
        _ now: Instant
    ) async -> Shared {
        let publication: Publication?
        switch cache.find(key, at: now) {
        case .found(let page):
            return .page(page)
        case .isBeingBuilt:
            if let page = await cache.join(key) { return .page(page) }
            publication = nil
        case .build(let ticket):
            publication = Publication(cache: cache, key: key, now: now, ticket: ticket)
        }
        // A head alone cannot be kept: the next reader builds the page.
        if request.method == .head { publication?.end() }
        defer { publication?.end() }
        let built = await build(publication, request, destination, context, now)
        if case .other(let response) = built {
            let isThere = response.status == .ok || response.status == .notModified
            if !isThere, response.status.code < 500 { cache.forget(key) }
        }
        return built
    }

    /// Builds a page as a visitor sees it; without a publication for this reader alone.
    private func build(
        _ publication: Publication?,
        _ request: Request,
        _ destination: Destination,
        _ context: SiteContext,
        _ now: Instant
    ) async -> Shared {
        let publication = publication ?? Publication(now: now)
        var context = context
        context.visit = visit(
            destination,
            request,
            context,
            now: now,
            publication: request.method == .get ? publication : nil
        )
        let response = await answer(request, destination, context: context, now: now)
        return publication.kept.map { .page($0) } ?? .other(response)
    }

    /// The page that was kept last, for when it cannot be built; nil when it would be wrong for the reader.
    ///
    /// Nobody knows what stands in a module's slots then; and whoever has a session, or may have one,
    /// gets a page for their browser alone.
    func standIn(
        _ key: PageCache.Key,
        for request: HTTPRequest,
        mayHaveSession: Bool,
        _ context: SiteContext,
        at now: Instant
    ) -> Response? {
        guard let page = cache.last(key, at: now) else { return nil }
        guard mayHaveSession else { return page.response(to: request) }
        guard page.slots.allSatisfy({ $0 == .account }) else { return nil }
        let filled = context.visit.flatMap { $0.session == nil ? nil : fillers.account(of: $0) }
        return page.response(to: request, filling: filled ?? [:])
    }
}
