package import Kernel

/// Where the responder learns whose session a token belongs to.
///
/// `Web` knows no accounts; whoever puts the server together gives this.
package struct SessionSource: Sendable {
    package typealias Find =
        @Sendable (_ token: String, _ site: Site, _ now: Instant) async throws -> Session?

    private let find: Find

    package init(_ find: @escaping Find) { self.find = find }

    /// A site without accounts.
    package static let none = SessionSource { _, _, _ in nil }

    /// Nil for a token that was never given, is over, or belongs to another institution.
    func session(of token: String, at site: Site, now: Instant) async throws -> Session? {
        try await find(token, site, now)
    }
}
