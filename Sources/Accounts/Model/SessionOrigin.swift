/// The provider at which a session began; whoever signs out here is signed out there too.
package struct SessionOrigin: Sendable, Codable {
    /// The provider's short name.
    package let provider: String
    /// What the provider wants to see when the session ends; nil of somebody anonymous.
    package var idToken: String?
}
