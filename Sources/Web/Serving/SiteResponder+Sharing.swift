import HTTPTypes
import Hummingbird
import Kernel

extension SiteResponder {
    /// A page that all readers share, with its slots filled for whoever is signed in.
    func read(
        _ key: PageCache.Key,
        _ request: Request,
        _ destination: Destination,
        _ context: SiteContext,
        _ now: Instant
    ) async throws -> Response {
        let session = context.visit?.session
        if let session, writers.contains(session, at: now) {
            return await answer(request, destination, context: context, now: now)
        }
        let shared = await share(key, request, destination, context, now)
        guard session != nil else { return shared.response(to: request.head) }
        guard case .page(let page) = shared else {
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
        var publication: Publication?
        switch cache.find(key, at: now) {
        case .found(let page):
            return .page(page)
        case .isBeingBuilt:
            if let page = await cache.join(key) { return .page(page) }
        case .build(let ticket):
            publication = Publication(cache: cache, key: key, now: now, ticket: ticket)
        }
        // A head alone cannot be kept: the next reader builds the page.
        if request.method == .head { publication?.end() }
        defer { publication?.end() }
        var context = context
        context.visit = visit(
            destination,
            request,
            context,
            now: now,
            publication: request.method == .get ? publication : nil
        )
        let response = await answer(request, destination, context: context, now: now)
        let isThere = response.status == .ok || response.status == .notModified
        if !isThere, response.status.code < 500 { cache.forget(key) }
        if isThere, let page = publication?.kept { return .page(page) }
        return .other(response)
    }
}
