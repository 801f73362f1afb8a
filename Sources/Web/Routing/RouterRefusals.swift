import Hummingbird

/// Turns what the router itself refuses into page errors, which have pages.
///
/// Hummingbird would answer an empty body, or JSON.
struct RouterRefusals: RouterMiddleware {
    @concurrent
    func handle(
        _ request: Request,
        context: SiteContext,
        next: @concurrent (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError {
            switch error.status {
            case .notFound: throw PageError.notFound
            case .contentTooLarge: throw PageError.tooLarge
            default: throw PageError.malformed
            }
        }
    }
}
