/// Where a browser is sent to sign in, and what it takes with it.
package struct Departure: Sendable {
    /// The provider's page, with everything that it has to know.
    package let address: String
    package let attempt: SignInAttempt
}
