package import Kernel

/// What a browser carries, sealed, between leaving for the provider and coming back.
///
/// Its names are short because it is kept in a cookie.
package struct SignInAttempt: Sendable, Hashable, Codable {
    package let state: String
    let nonce: String
    let codeVerifier: String
    package let issuer: String
    private let startedAtMilliseconds: Int64

    init(state: String, nonce: String, codeVerifier: String, issuer: String, startedAt: Instant) {
        self.state = state
        self.nonce = nonce
        self.codeVerifier = codeVerifier
        self.issuer = issuer
        startedAtMilliseconds = startedAt.milliseconds
    }

    package var startedAt: Instant { Instant(milliseconds: startedAtMilliseconds) }

    /// Whether it is too late to come back.
    package func isExpired(at now: Instant) -> Bool {
        startedAt.distance(to: now) > Limits.signInAttemptMilliseconds
    }

    private enum CodingKeys: String, CodingKey {
        case state = "s"
        case nonce = "n"
        case codeVerifier = "v"
        case issuer = "i"
        case startedAtMilliseconds = "t"
    }
}

extension SignInAttempt: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "SignInAttempt(\(issuer))" }
    package var debugDescription: String { description }
}
