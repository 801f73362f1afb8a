/// Which addresses are pages that all readers share, and what these read of their query.
struct SharedRoutes: Sendable {
    private let patterns: RoutePatterns<PageQuery?>

    /// Every address that is read, as the router knows it; the query of those that are shared.
    init(_ routes: [(path: String, query: PageQuery?)]) {
        patterns = RoutePatterns(routes.map { ($0.path, $0.query) })
    }

    /// Nil where every reader gets an answer of their own.
    func query(at path: String) -> PageQuery? { patterns.value(at: path) ?? nil }
}
