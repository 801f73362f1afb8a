/// Something that can be done in a space while one of its phases lasts: `sign`, `propose`.
package struct Feature: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let name: String

    package init(_ name: String) { self.name = name }
    package init(stringLiteral name: String) { self.name = name }

    package var description: String { name }
}

/// A stretch of a space's time, and what can be done in it.
package struct Phase: Hashable, Sendable {
    /// A word of its module, or of whoever set up the space: `collection`.
    package let name: String
    package let features: Set<Feature>
    /// Its first instant; nil for from the beginning.
    package let opensAt: Instant?
    /// The first instant after it; nil for without end.
    package let closesAt: Instant?

    package init(
        _ name: String,
        features: Set<Feature>,
        opensAt: Instant? = nil,
        closesAt: Instant? = nil
    ) {
        self.name = name
        self.features = features
        self.opensAt = opensAt
        self.closesAt = closesAt
    }

    package func isRunning(at now: Instant) -> Bool {
        opensAt.map { $0 <= now } ?? true && closesAt.map { now < $0 } ?? true
    }
}
