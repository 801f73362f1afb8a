/// What is declared for addresses that may have parameters in them, found as the router finds routes.
struct RoutePatterns<Value: Sendable>: Sendable {
    private struct Pattern: Sendable {
        /// Nil stands for a parameter.
        let segments: [Substring?]
        let value: Value
    }

    private let byLength: [Int: [Pattern]]

    init(_ routes: [(path: String, value: Value)]) {
        let patterns = routes.map { route in
            let segments = route.path.split(separator: "/").map { segment in
                segment.hasPrefix(":") ? nil : segment
            }
            return Pattern(segments: segments, value: route.value)
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

    /// Nil where no route is.
    func value(at path: String) -> Value? {
        let segments = path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
        let fitting = byLength[segments.count]?.first { pattern in
            zip(pattern.segments, segments).allSatisfy { $0 == nil || $0 == $1 }
        }
        return fitting?.value
    }
}
