package import Markup
package import Web

/// A provider at which somebody becomes known by a key alone, and the way there and back.
package struct AnonymousWay: Sendable, Hashable {
    /// The provider's short name.
    package let id: String
    /// As people know it.
    package let name: String
    /// Leads away; whoever arrives comes back to the page that was named.
    package let path: Path
}

extension People {
    /// The providers of which nothing stays but a key, in the institution's order.
    ///
    /// Somebody who is signed in to an account leaves it by going there: the two are never joined.
    package func anonymousWays(
        backTo page: Path,
        for visitor: VisitorContext
    ) async throws -> [AnonymousWay] {
        try await accounts.providers(in: visitor).filter { $0.purpose == .anonymous }.map {
            AnonymousWay(
                id: $0.id,
                name: $0.name,
                path: visitor.path("sign-in", "providers", $0.id).with("next", page.text)
            )
        }
    }
}
