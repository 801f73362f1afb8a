/// What a provider gave for one departure of this browser: it buys one exchange.
///
/// Only ``OpenIDClient/code(in:for:)`` makes one, after the state was found to be this browser's, and
/// ``OpenIDClient/finish(_:redirectAddress:)`` takes it away from whoever has it. Between the two the
/// caller notes that the departure has been used, where all servers see it.
package struct AuthorizationCode: ~Copyable, Sendable {
    let text: String
    let attempt: SignInAttempt

    init(text: String, attempt: SignInAttempt) {
        self.text = text
        self.attempt = attempt
    }

    /// What names the departure: 256 random bits.
    package var state: String { attempt.state }
}
