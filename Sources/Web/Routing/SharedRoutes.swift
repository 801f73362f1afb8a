/// Which addresses are pages that all readers share, and what these read of their query.
struct SharedRoutes: Sendable {
    private struct Pattern: Sendable {
        /// Nil stands for a parameter.
        let segments: [Substring?]
        let query: PageQuery?
    }

    private let byLength: [Int: [Pattern]]

    /// Every address that is read, as the router knows it; the query of those that are shared.
    init(_ routes: [(path: String, query: PageQuery?)]) {
        let patterns = routes.map { route in
            let segments = route.path.split(separator: "/").map { segment in
                segment.hasPrefix(":") ? nil : segment
            }
            return Pattern(segments: segments, query: route.query)
        }
        // Of several that fit, the router takes the one with a name where another has a parameter.
        byLength = Dictionary(grouping: patterns, by: \.segments.count).mapValues { patterns in
            patterns.sorted { left, right in
                for (one, other) in zip(left.segments, right.segments)
                where (one == nil) != (other == nil) {
                    return one != nil
                }
                return false
            }
        }
    }

    /// Nil where every reader gets an answer of their own.
    func query(at path: String) -> PageQuery? {
        let segments = path.split(separator: "/")
        let fitting = byLength[segments.count]?.first { pattern in
            zip(pattern.segments, segments).allSatisfy { $0 == nil || $0 == $1 }
        }
        return fitting?.query
    }
}
